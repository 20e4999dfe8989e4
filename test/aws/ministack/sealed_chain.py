"""The rule of the chain in docs/evidence.md, written a second time: by somebody with the document and no code."""

import hashlib
import json
from decimal import Decimal


def number(value):
    """As ECMAScript writes it: 1 for 1.0, 1e-7 for 1e-07."""
    if value == int(value) and abs(value) < 1e21:
        return str(int(value))
    negative, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    text, point = "".join(map(str, digits)), len(digits) + exponent
    if 0 < point <= 21:
        text = f"{text[:point]}.{text[point:]}"
    elif -6 < point <= 0:
        text = f"0.{'0' * -point}{text}"
    else:
        fraction = f".{text[1:]}" if len(text) > 1 else ""
        text = f"{text[0]}{fraction}e{point - 1:+d}"
    return f"-{text}" if negative else text


def canonical(value):
    """RFC 8785."""
    if isinstance(value, list):
        return f"[{','.join(map(canonical, value))}]"
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return f"{{{','.join(f'{canonical(name)}:{canonical(value[name])}' for name in names)}}}"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return number(value)
    return json.dumps(value, ensure_ascii=False)


def check(entries, photo):
    """
    :param entries: in order, each as its JSON text
    :param photo: gives the bytes under a key such as ab/ab12….jpg
    :returns: the entries, read
    :raises ValueError: for the first that is not as it was sealed
    """
    previous, read = "0" * 64, []
    for place, text in enumerate(entries, start=1):
        entry = json.loads(text)
        covered = {name: value for name, value in entry.items() if name != "sha256"}
        own = hashlib.sha256(canonical(covered).encode()).hexdigest()
        if (entry["sequence"], entry["previousSha256"], entry["sha256"]) != (place, previous, own):
            raise ValueError(f"entry {place} is not as it was sealed")
        seen = entry.get("inspection", {})
        for kind, sealed in (("original", seen.get("imageSha256")), ("analyzed", seen.get("analyzedSha256"))):
            if sealed and hashlib.sha256(photo(seen[f"{kind}Key"])).hexdigest() != sealed:
                raise ValueError(f"the {kind} photo of entry {place} was altered")
        previous = own
        read.append(entry)
    return read
