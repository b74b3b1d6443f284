"""Prints what the models and operations of an unpacked azure-mgmt package say, as JSON: for each class its bases, limits and
types of attributes, and for each PUT operation its path, the limits of the path's parameters and the class of its body."""

import ast
import json
import os
import re
import sys

LIMITS = {"max_length", "min_length", "pattern", "maximum", "minimum", "maximum_ex", "minimum_ex", "max_items", "min_items"}


def literal(node):
    try:
        return ast.literal_eval(node)
    except (ValueError, SyntaxError, TypeError):
        return None


def limits(values):
    return {key: value for key, value in (values or {}).items() if key in LIMITS}


def read_class(node):
    found = {"bases": [base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "") for base in node.bases]}
    for statement in node.body:
        if not isinstance(statement, ast.Assign) or not isinstance(statement.targets[0], ast.Name):
            continue
        name = statement.targets[0].id
        if name == "_validation":
            found["limits"] = {key: limits(value) for key, value in (literal(statement.value) or {}).items() if limits(value)}
        if name == "_attribute_map":
            found["attributes"] = literal(statement.value) or {}
    return found


def read_builder(node):
    """A function that builds a PUT request: its path and the limits of the parameters in it."""
    text = None
    method = None
    found = {}
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and "/providers/" in part.value:
            text = text or part.value
        if isinstance(part, ast.Call):
            keywords = {k.arg: literal(k.value) for k in part.keywords if k.arg}
            method = keywords.get("method", method)
            if getattr(part.func, "attr", "") == "url" and part.args:
                found[literal(part.args[0])] = limits(keywords)
    return {"path": text, "parameters": found} if method == "PUT" and text else None


def body_of(node):
    """The model class of the argument that carries the body, of an operation's method."""
    for argument in node.args.args + node.args.kwonlyargs:
        if argument.annotation is None:
            continue
        match = re.search(r"_models\.(\w+)", ast.unparse(argument.annotation))
        if match:
            return match.group(1)
    return None


def read_operations(tree, found):
    builders = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("build_"):
            built = read_builder(node)
            if built:
                builders[node.name] = built
    for node in tree.body:
        if not isinstance(node, ast.ClassDef):
            continue
        bodies = {}
        for method in node.body:
            if isinstance(method, ast.FunctionDef) and body_of(method):
                bodies.setdefault(re.sub(r"^begin_|^_|_initial$", "", method.name), body_of(method))
        for method in node.body:
            if not isinstance(method, ast.FunctionDef):
                continue
            for call in ast.walk(method):
                name = getattr(getattr(call, "func", None), "id", None)
                if name in builders:
                    plain = re.sub(r"^begin_|^_|_initial$", "", method.name)
                    found.append({**builders[name], "body": bodies.get(plain)})


def version_of(path):
    match = re.search(r"/v(\d{4}_\d{2}_\d{2}(?:_preview)?)/", path)
    return match.group(1) if match else ""


def main(root):
    versions = {}
    for directory, _, files in os.walk(root):
        if "/aio" in directory:
            continue
        for file in files:
            path = os.path.join(directory, file)
            part = versions.setdefault(version_of(path), {"classes": {}, "operations": []})
            if re.match(r"_models(_py3)?\.py$", file):
                for node in ast.parse(open(path).read()).body:
                    if isinstance(node, ast.ClassDef):
                        part["classes"][node.name] = read_class(node)
            elif re.search(r"_operations\.py$", file) and "/operations" in directory:
                read_operations(ast.parse(open(path).read()), part["operations"])
    json.dump(versions, sys.stdout)


main(sys.argv[1])
