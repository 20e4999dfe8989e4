"""A customer's own program: a camera that puts photos, a line's computer that asks the API, an auditor who reads.

It knows the stack by its outputs and Partproof by its documents. Prints what it saw as JSON.
"""

import base64
import json
import os
import sys
import time
import urllib.error
import urllib.request

import boto3

from sealed_chain import check

recipe, good_photo, bad_photo = sys.argv[1:]
tokens = json.loads(os.environ["PARTPROOF_TOKENS"])
s3, sqs, sns, functions = (boto3.client(name) for name in ("s3", "sqs", "sns", "lambda"))
formation = boto3.client("cloudformation")

described = formation.describe_stacks(StackName="Partproof-dev")["Stacks"][0]
stack = {output["OutputKey"]: output["OutputValue"] for output in described["Outputs"]}
# https://<id>.execute-api.<region>.amazonaws.com/<stage>/ has an address of its own in MiniStack.
host, stage = stack["ApiUrl"].removeprefix("https://").rstrip("/").split("/")
api = f"{os.environ['AWS_ENDPOINT_URL']}/_aws/execute-api/{host.split('.')[0]}/{stage}"

# On AWS the authorizer names the usage plan's key, and callers know none. MiniStack reads it from a header alone.
usage_key = described["StackId"].split("/")[-1]


def call(role, method, path, body=None):
    headers = {
        "Authorization": f"Bearer {tokens.get(role, 'pp_of_a_stranger')}",
        "Content-Type": "application/json",
        "x-api-key": usage_key,
    }
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(f"{api}{path}", data=data, headers=headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def wait_for(look, seconds=90):
    until = time.monotonic() + seconds
    while not (seen := look()):
        if time.monotonic() > until:
            raise SystemExit(f"Nothing within {seconds} s from {look.__name__}: {look()}")
        time.sleep(0.5)
    return seen


def put(serial, file):
    key = f"incoming/line-1/{recipe}/{serial}.jpg"
    with open(file, "rb") as photo:
        s3.put_object(Bucket=stack["IncomingBucket"], Key=key, Body=photo, Metadata={"serial": serial, "lot": "L7"})


def inspected(serial):
    def inspections_over_the_api():
        status, page = call("inspector", "GET", f"/v1/inspections?serial={serial}")
        if status != 200:
            raise SystemExit(f"The API answered {status}: {page}")
        return page["items"]

    return wait_for(inspections_over_the_api)


def function_of(beginning):
    pages = formation.get_paginator("list_stack_resources").paginate(StackName="Partproof-dev")
    found = [
        resource["PhysicalResourceId"]
        for page in pages
        for resource in page["StackResourceSummaries"]
        if resource["ResourceType"] == "AWS::Lambda::Function" and resource["LogicalResourceId"].startswith(beginning)
    ]
    (name,) = found
    return name


def invoke(beginning, event):
    answer = functions.invoke(FunctionName=function_of(beginning), Payload=json.dumps(event))
    payload = json.loads(answer["Payload"].read())
    if "FunctionError" in answer:
        raise SystemExit(f"{beginning} failed: {payload}")
    return payload


def read(bucket, key):
    return s3.get_object(Bucket=bucket, Key=key)["Body"].read()


# The quality group's mailbox.
mailbox = sqs.create_queue(QueueName="mailbox")["QueueUrl"]
mailbox_arn = sqs.get_queue_attributes(QueueUrl=mailbox, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
sns.subscribe(TopicArn=stack["QualityTopic"], Protocol="sqs", Endpoint=mailbox_arn)
mails = []


def mail_that_has(text):
    def mails_of_the_quality_topic():
        received = sqs.receive_message(QueueUrl=mailbox, MaxNumberOfMessages=10, WaitTimeSeconds=1)
        mails.extend(json.loads(message["Body"]) for message in received.get("Messages", []))
        return [mail for mail in mails if text in mail["Message"]]

    return wait_for(mails_of_the_quality_topic)


# A camera puts two photos; a third comes over HTTP.
put("GOOD-1", good_photo)
put("BAD-1", bad_photo)
with open(bad_photo, "rb") as photo:
    encoded = base64.b64encode(photo.read()).decode()
over_http = {"recipe": recipe, "line": "line-1", "serial": "HTTP-1", "fileName": "HTTP-1.jpg", "data": encoded}
handed_in, answer = call("camera", "POST", "/v1/images", over_http)
if handed_in >= 300:
    raise SystemExit(f"The API answered {handed_in}: {answer}")
(good,), (bad,), (by_http,) = inspected("GOOD-1"), inspected("BAD-1"), inspected("HTTP-1")
about_bad = mail_that_has("BAD-1")
mail_that_has("HTTP-1")

listed = s3.list_objects_v2(Bucket=stack["EvidenceBucket"], Prefix="entries/")["Contents"]
keys = sorted(found["Key"] for found in listed)
sealed = check(
    [read(stack["EvidenceBucket"], key) for key in keys],
    lambda key: read(stack["EvidenceBucket"], f"photos/{key}"),
)
item = boto3.client("dynamodb").get_item(
    TableName=stack["Table"], Key={"pk": {"S": f"INSPECTION#{bad['id']}"}, "sk": {"S": "-"}}
)["Item"]

day = time.strftime("%Y-%m-%d", time.gmtime())
counted = invoke("ReportReconcile", {"day": day})
reported = invoke("ReportFunction", {})
invoke("Digest", {})
about_day = mail_that_has("/reports/kept/")
page = call("quality", "GET", f"/v1/reports/kept/{reported['kept'][0]}")
verified = invoke("ReportVerify", {"from": "start"})

print(
    json.dumps(
        {
            "table": stack["Table"],
            "evidenceBucket": stack["EvidenceBucket"],
            "handedIn": handed_in,
            "verdicts": {"GOOD-1": good["verdict"], "BAD-1": bad["verdict"], "HTTP-1": by_http["verdict"]},
            "recognizer": good["recognizer"]["kind"],
            "lot": good["source"].get("lot"),
            "sealed": sorted(
                entry["inspection"]["source"]["serial"] if entry["kind"] == "inspection" else entry["kind"]
                for entry in sealed
            ),
            "item": {name: item[name]["S"] for name in ("serial", "recipe", "line")},
            "mailsAboutBad": len(about_bad),
            "mailAboutBad": about_bad[0]["Subject"],
            "mailAboutDay": about_day[0]["Subject"],
            "counted": counted,
            "reported": reported,
            "verified": verified,
            "reportPage": page[0],
            "stranger": call("stranger", "GET", "/v1/inspections")[0],
            "cameraMayNotLook": call("camera", "GET", "/v1/inspections")[0],
        }
    )
)
