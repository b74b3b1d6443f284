"""Prints what the models of the azure-mgmt packages in a folder say of their top-level properties, as JSON.

By package and class: each property's names, on the wire and in the client, and whether it can be given at creation only. Properties that lie in a class's
"properties" are the class's own, as the SDK flattens them.
"""
import ast
import json
import re
import sys
from pathlib import Path


def literal(node, default):
    return default if node is None else ast.literal_eval(node)


def fields_of(body):
    found = {}
    for statement in body:
        if not (isinstance(statement, ast.AnnAssign) and isinstance(statement.value, ast.Call)):
            continue
        if getattr(statement.value.func, "id", "") not in ("rest_field", "rest_discriminator"):
            continue
        given = {keyword.arg: keyword.value for keyword in statement.value.keywords}
        visibility = literal(given.get("visibility"), None)
        attribute = statement.target.id
        found[literal(given.get("name"), attribute)] = {
            "client": re.sub(r"_(\w)", lambda part: part.group(1).upper(), attribute),
            "input": visibility is None or visibility != ["read"],
            "createOnly": visibility is not None and "create" in visibility and "update" not in visibility,
            "type": ast.unparse(statement.annotation),
        }
    return found


def classes_of(package):
    classes = {}
    for file in sorted(package.rglob("_models*.py")):
        for node in ast.parse(file.read_text()).body:
            if isinstance(node, ast.ClassDef):
                bases = [ast.unparse(base).split(".")[-1] for base in node.bases]
                classes[node.name] = (bases, fields_of(node.body))
    return classes


def members(classes, name, seen=()):
    if name not in classes or name in seen:
        return {}
    bases, own = classes[name]
    found = {}
    for base in bases:
        found.update(members(classes, base, (*seen, name)))
    found.update(own)
    if "properties" in found and "_models." in found["properties"]["type"]:
        inner = found.pop("properties")["type"].split("_models.")[1].split('"')[0].split("'")[0].strip("]")
        found.update(members(classes, inner, (*seen, name)))
    return found


def main(folder):
    result = {}
    for package in sorted(Path(folder).glob("azure/mgmt/*")):
        classes = classes_of(package)
        rows = {}
        for name in classes:
            inputs = {key: field for key, field in members(classes, name).items() if field["input"]}
            if inputs:
                rows[name] = [
                    {"names": sorted({key, field["client"]}), "createOnly": field["createOnly"]}
                    for key, field in sorted(inputs.items())
                ]
        if rows:
            result[package.name] = rows
    json.dump(result, sys.stdout)


main(sys.argv[1])
