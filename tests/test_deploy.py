"""What an office installs: the built package has every file of the program, and the files of deploy/ hold together."""

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("servanda*"))


def test_the_package_has_every_file_of_the_program(tmp_path):
    source = tmp_path / "source"
    kept = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, kept.split("\0")):
        if name.startswith("src/") or name in ("pyproject.toml", "README.md", "LICENSE"):
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            copied = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile  # the examples are a link
            copied(ROOT / name, source / name)
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-build-isolation", "--no-deps", "--no-index"]
    subprocess.run([*pip, str(source), "--wheel-dir", str(tmp_path)], check=True, capture_output=True)
    packed = set(zipfile.ZipFile(next(tmp_path.glob("servanda-*.whl"))).namelist())
    wanted = {str(file.relative_to(source / "src")) for file in (source / "src").rglob("*") if file.is_file()}
    assert {name for name in wanted - packed if not name.startswith("servanda.egg-info")} == set()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd on this machine")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_units_are_right_and_closed(unit, tmp_path):
    for one in UNITS:
        text = re.sub(r"/opt/servanda/bin/\w+", "/bin/true", one.read_text(encoding="utf-8"))
        (tmp_path / one.name).write_text(text, encoding="utf-8")
    call = ["systemd-analyze", "verify", str(tmp_path / unit.name)]
    assert "servanda" not in subprocess.run(call, capture_output=True, text=True).stderr
    if unit.suffix == ".service":
        call = ["systemd-analyze", "security", "--offline=true", "--threshold=15", str(tmp_path / unit.name)]
        assert subprocess.run(call, capture_output=True).returncode == 0


@pytest.mark.skipif(shutil.which("nginx") is None, reason="no nginx on this machine")
def test_the_proxys_settings_are_right(tmp_path):
    text = (DEPLOY / "nginx" / "servanda.conf").read_text(encoding="utf-8")
    text = re.sub(r".*ssl_certificate.*\n", "", text).replace("443 ssl http2", "8443").replace("80;", "8080;")
    settings = f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ {text} }}"
    (tmp_path / "nginx.conf").write_text(settings, encoding="utf-8")
    done = subprocess.run(["nginx", "-t", "-c", str(tmp_path / "nginx.conf")], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_every_setting_that_deploy_names_is_one_of_the_program():
    code = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "src").rglob("*.py"))
    named = {
        name
        for file in DEPLOY.rglob("*")
        if file.is_file()
        for name in re.findall(r"SERVANDA_[A-Z_]+", file.read_text(encoding="utf-8"))
    }
    assert len(named) > 5
    assert {name for name in named if name.removesuffix("_FILE") not in code} == set()


def test_the_container_is_built_from_files_that_are_there():
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    for line in re.findall(r"^COPY (?!--)(.+) \S+$", text, re.MULTILINE):
        assert all((ROOT / name).exists() for name in line.split()), line
    links = {
        link.resolve().relative_to(ROOT).parts[0] for link in (ROOT / "src" / "servanda").iterdir() if link.is_symlink()
    }
    assert all(f"COPY {name} {name}" in text for name in links)
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    service = compose["services"]["servanda"]
    assert (DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]).is_file()
    assert service["ports"] == ["127.0.0.1:8000:8000"] and service["read_only"] and service["cap_drop"] == ["ALL"]
    assert {one["source"] for one in service["secrets"]} == set(compose["secrets"])
