"""A client of Amazon Rekognition as people write them. Only the environment says that it talks to Partproof."""

import json
import sys

import boto3

photo_file, project_name = sys.argv[1:]
client = boto3.client("rekognition")
with open(photo_file, "rb") as file:
    photo = {"Bytes": file.read()}

labels = client.detect_labels(Image=photo, MinConfidence=50)["Labels"]
text = client.detect_text(Image=photo)["TextDetections"]
try:
    client.detect_labels(Image={"Bytes": b"not a photo"})
    refusal = None
except client.exceptions.InvalidImageFormatException as error:
    refusal = error.response["Error"]["Code"]

project = client.describe_projects(ProjectNames=[project_name])["ProjectDescriptions"][0]
versions = client.describe_project_versions(ProjectArn=project["ProjectArn"])
version = versions["ProjectVersionDescriptions"][0]
arn = version["ProjectVersionArn"]
client.start_project_version(ProjectVersionArn=arn, MinInferenceUnits=1)
client.get_waiter("project_version_running").wait(
    ProjectArn=project["ProjectArn"], WaiterConfig={"Delay": 1, "MaxAttempts": 20}
)
custom = client.detect_custom_labels(ProjectVersionArn=arn, Image=photo)["CustomLabels"]
client.stop_project_version(ProjectVersionArn=arn)
try:
    client.detect_custom_labels(ProjectVersionArn=arn, Image=photo)
    stopped = None
except client.exceptions.ResourceNotReadyException as error:
    stopped = error.response["Error"]["Code"]

print(
    json.dumps(
        {
            "labels": [label["Name"] for label in labels],
            "text": [found["DetectedText"] for found in text],
            "refusal": refusal,
            "created": project["CreationTimestamp"].year,
            "f1": version["EvaluationResult"]["F1Score"],
            "custom": [label["Name"] for label in custom if "Geometry" in label],
            "stopped": stopped,
        }
    )
)
