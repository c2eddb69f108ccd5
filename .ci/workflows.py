#!/usr/bin/env python3
"""Lays the action, the workflows of `confcal init` and those of this repository out as one, and each of their scripts as a file of its own,
so that linters can read them: workflows.py FOLDER."""

import pathlib
import sys

import yaml

INIT = pathlib.Path("src/bin/confcal/init")


def main() -> None:
    folder = pathlib.Path(sys.argv[1])
    files = {pathlib.Path(".github/actions/confcal/action.yml"): pathlib.Path("action.yml")}
    files |= {pathlib.Path(".github") / path.relative_to(INIT / "github"): path for path in sorted((INIT / "github").rglob("*.yml"))}
    files |= {path: path for path in sorted(pathlib.Path(".github/workflows").glob("*.yml"))}
    files |= {pathlib.Path(".gitlab-ci.yml"): INIT / "gitlab-ci.yml"}
    for target, source in files.items():
        text = source.read_text().replace("@LIST@", "conferences.toml").replace("@VERSION@", "0.1.0")
        (folder / target).parent.mkdir(parents=True, exist_ok=True)
        (folder / target).write_text(text)
        for number, script in enumerate(scripts(yaml.safe_load(text))):
            (folder / f"{target.stem.lstrip('.')}-{number}.sh").write_text(f"#!/usr/bin/env bash\nset -eo pipefail\n{script}")


def scripts(part: object) -> list[str]:
    """The scripts of a file: `run` of GitHub, `script` and `before_script` of GitLab, whose functions the other jobs call."""
    if isinstance(part, list):
        return [script for item in part for script in scripts(item)]
    if not isinstance(part, dict):
        return []
    found = [part["run"]] if isinstance(part.get("run"), str) else []
    if ".confcal" in part:
        jobs = [part[".confcal"]["before_script"], part["check"]["script"], part["pages"]["script"]]
        found.append("\n".join(line for job in jobs for line in job))
    return found + [script for value in part.values() for script in scripts(value)]


if __name__ == "__main__":
    main()
