"""What a careful script does: parse, dump with sorted members, compare by id. python_peer.py A B"""
import json
import os
import sys


def read(folder):
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(place, name), encoding="utf-8") as file:
                value = json.load(file)
            found[value["id"]] = json.dumps(value, sort_keys=True, separators=(",", ":"))
    return found


left, right = read(sys.argv[1]), read(sys.argv[2])
print(sum(right.get(key) != text for key, text in left.items()))
