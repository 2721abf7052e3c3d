"""The description of the API and the API are the same thing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient

from sayso.web.app import Settings, create_app
from sayso.web.openapi import build_openapi
from tests.web.browser import serving
from tests.web.conftest import perform


def test_every_address_is_described_and_every_description_has_its_address(settings: Settings) -> None:
    app = create_app(settings)
    served = {
        (re.sub(r":\w+\}", "}", route.path).replace("{key}", "{id}").replace("{identifier}", "{statement}"), method.lower())
        for included in app.routes
        for route in getattr(getattr(included, "original_router", None), "routes", [included])
        if getattr(route, "path", "").startswith(("/api/", "/health"))
        for method in route.methods
        if method != "HEAD"
    }
    served = {(path.replace("/export/{name}", "/export/{format}"), method) for path, method in served} - {("/api/v1/openapi.json", "get")}
    described = {(path, method) for path, methods in build_openapi()["paths"].items() for method in methods}
    assert served == described


def test_it_is_openapi_3_1_and_every_reference_leads_somewhere() -> None:
    document = build_openapi()
    assert document["openapi"].startswith("3.1")

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if "$ref" in value:
                at: Any = document
                for part in value["$ref"].removeprefix("#/").split("/"):
                    at = at[part]
            for item in value.values():
                walk(item)
        elif isinstance(value, list):
            for item in value:
                walk(item)

    walk(document)


def test_examples_are_valid_and_are_taken(client: TestClient) -> None:
    document = build_openapi()
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            content = operation.get("requestBody", {}).get("content", {}).get("application/json")
            for example in (content or {}).get("examples", {}).values():
                schema = {**content["schema"], "components": document["components"]}
                jsonschema.Draft202012Validator(schema).validate(example["value"])
                if "{" not in path and "url" not in example["value"]:
                    assert client.request(method, path, json=example["value"]).status_code in (200, 201), path


def test_405_tells_every_method_that_an_address_takes(client: TestClient) -> None:
    assert client.put("/api/v1/readings/0123456789abcdef").headers["allow"] == "DELETE, GET"
    assert client.put("/api/v1/readings/0123456789abcdef/corrections/1").headers["allow"] == "DELETE"


@pytest.mark.slow
def test_schemathesis_finds_no_fault(tmp_path: Path) -> None:
    """All checks over every operation; SAYSO_EXAMPLES=200 takes ten minutes and more."""
    pytest.importorskip("schemathesis")
    config = tmp_path / "schemathesis.toml"
    # What the schema allows may still be no page that can be read: a 422, which is documented.
    config.write_text('[checks.positive_data_acceptance]\nexpected-statuses = ["2xx", "404", "409", "422", "429", "503"]\n')
    app = create_app(Settings(performer=perform, warm=False))
    with serving(app) as url:
        command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(config), "run", f"{url}/api/v1/openapi.json"]
        command += ["--checks", "all", "--max-examples", os.environ.get("SAYSO_EXAMPLES", "15"), "--continue-on-failure", "--no-color"]
        done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stdout[-9000:] + done.stderr[-2000:]
