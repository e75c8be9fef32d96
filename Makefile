# The project's commands. Each installs what it needs into .venv the first time.
PYTHON ?= python3
BIN := .venv/bin
EXAMPLES := .venv/examples
AUDIT := .venv/audit
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
# Built pages carry the date of the last commit, so that two builds of one commit are the same bytes.
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 0)
# Material prints a notice about other site generators unless told not to.
export NO_MKDOCS_2_WARNING := 1

# How `make check` prints what is wrong with the content: text, json, github or markdown.
CHECK_FORMAT ?= text

.PHONY: site serve check format schemas licences map vendor examples lock audit audit-python audit-node sbom test fuzz lighthouse bench bench-search clean
.DELETE_ON_ERROR:

site: .venv/site.done ## build the site into site/
	$(BIN)/kb build

serve: .venv/site.done ## serve the site on http://127.0.0.1:8000; what is saved is shown at once
	$(BIN)/kb serve

CHECKS := check-python check-scripts check-content
.PHONY: $(CHECKS)

check: .venv/dev.done tests/scripts/node_modules/.done ## lint, types, workflows, schemas and content, two at a time
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target --keep-going $(CHECKS)

check-python:
	$(BIN)/ruff check hooks tests examples
	$(BIN)/ruff format --check hooks tests examples
	$(BIN)/mypy

check-scripts:
	$(BIN)/node tests/scripts/node_modules/typescript/bin/tsc --project tests/scripts/tsconfig.json
	$(BIN)/node tests/scripts/lint-workflows.mjs

check-content:
	$(BIN)/kb schemas --check
	$(BIN)/kb check --format $(CHECK_FORMAT) $(CHECK_OPTIONS)

format: .venv/dev.done ## let ruff mend what it can
	$(BIN)/ruff check --fix hooks tests examples
	$(BIN)/ruff format hooks tests examples

schemas: .venv/site.done ## write the JSON Schemas of the records to docs/schemas/
	$(BIN)/kb schemas

licences: .venv/dev.done ## list all dependencies with their licences in requirements/LICENCES.md
	$(BIN)/python -m tests.licences

map: .venv/site.done ## draw the map of the modules in docs/architecture.md
	$(BIN)/python -m tests.architecture

vendor: tests/scripts/node_modules/.done ## copy the libraries of the contribution form into docs/assets/vendor/
	$(BIN)/node tests/scripts/vendor.js

test: check ## everything, a real browser included
	$(BIN)/python tests/chromium.py
	$(BIN)/node --test 'tests/scripts/unit/*.test.js'
	$(BIN)/python -m pytest --numprocesses 4 --dist loadfile --no-loadscope-reorder

fuzz: .venv/dev.done ## send bytes that nobody thought of, other ones each time and many more than `make test` does: make fuzz FUZZ=200
	FUZZ=$(or $(FUZZ),100) $(BIN)/python -m pytest tests/hostile/test_any_bytes.py

bench: .venv/dev.done ## print how building scales with the number of records, and how long an edit takes to be seen under kb serve
	$(BIN)/python tests/bench/build.py
	$(BIN)/python tests/chromium.py
	$(BIN)/python -m tests.bench.serve

bench-search: .venv/dev.done site ## print how well search answers, beside others, and what it costs (needs Node)
	$(BIN)/python tests/bench/search.py

lighthouse: .venv/dev.done site ## print Lighthouse scores of the built site (needs Node)
	$(BIN)/python tests/lighthouse/run.py

# Words after `examples` are ids of examples: `make examples image-deblurring-maxim`. Linux on x86-64 alone, as some packages are.
ifeq ($(firstword $(MAKECMDGOALS)),examples)
IDS := $(wordlist 2,$(words $(MAKECMDGOALS)),$(MAKECMDGOALS))
.PHONY: $(IDS)
$(IDS): examples
endif
examples: .venv/examples.done ## make the examples again, all or those that are named, and tell what differs
	@PATH="$(CURDIR)/$(EXAMPLES)/bin:$$PATH" NODE_PATH="$(CURDIR)/$(EXAMPLES)/node_modules" \
		$(EXAMPLES)/bin/python examples/make_again.py $(if $(WRITE),--write) $(IDS)

audit: audit-python audit-node ## look for known holes in the dependencies (needs a network)

audit-python: .venv/audit.done
	$(AUDIT)/bin/pip-audit --progress-spinner off --require-hashes --disable-pip --requirement requirements/dev.txt

audit-node: .venv/dev.done
	cd tests/scripts && PATH="$(CURDIR)/$(BIN):$$PATH" npm audit --package-lock-only

sbom: .venv/dev.done .venv/audit.done ## write what a release is made of to sbom/, in the format of CycloneDX
	mkdir -p sbom
	$(AUDIT)/bin/cyclonedx-py requirements requirements/site.txt --pyproject pyproject.toml --output-reproducible --of JSON --output-file sbom/python.cdx.json
	cd tests/scripts && PATH="$(CURDIR)/$(BIN):$$PATH" npm sbom --sbom-format cyclonedx --package-lock-only > ../../sbom/scripts.cdx.json

lock: .venv/site.done ## resolve the dependencies again and lock them with hashes
	$(INSTALL) uv
	$(BIN)/uv pip compile requirements/audit/packages.in --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --upgrade --quiet --output-file requirements/audit/packages.txt
	$(BIN)/uv pip compile requirements/examples/packages.in --no-deps --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --quiet --output-file requirements/examples/packages.txt
	$(BIN)/uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --upgrade --quiet --output-file requirements/site.txt
	$(BIN)/uv pip compile pyproject.toml --group build --extra cluster --constraint requirements/site.txt --universal \
		--python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade --quiet --output-file requirements/cluster.txt
	$(BIN)/uv pip compile pyproject.toml --group build --group dev --constraint requirements/site.txt --universal \
		--python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade --quiet --output-file requirements/dev.txt

clean: ## remove everything that is generated
	rm -rf site site.* sbom .venv .cache .mypy_cache .pytest_cache .ruff_cache

.venv/python.done:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name it with: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv .venv
	touch $@

# What checks the site's scripts and the workflows, and what docs/assets/vendor/ is copied from; npm and Node come with the development packages.
tests/scripts/node_modules/.done: tests/scripts/package-lock.json .venv/dev.done
	cd tests/scripts && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --no-audit --no-fund --silent
	touch $@

.venv/site.done: requirements/site.txt pyproject.toml | .venv/python.done
	$(INSTALL) --require-hashes --requirement requirements/site.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	touch $@

.venv/dev.done: requirements/dev.txt .venv/site.done
	$(INSTALL) --require-hashes --requirement requirements/dev.txt
	touch $@

.venv/audit.done: requirements/audit/packages.txt | .venv/python.done
	$(PYTHON) -m venv $(AUDIT)
	$(AUDIT)/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes --requirement requirements/audit/packages.txt
	touch $@

# What the scripts of the examples run: packages with models, Node's packages beside them, and a few programs of the system.
.venv/examples.done: requirements/examples/packages.txt requirements/examples/torch.txt requirements/examples/package-lock.json | .venv/python.done
	$(PYTHON) examples/system_programs.py
	$(PYTHON) -m venv $(EXAMPLES)
	$(EXAMPLES)/bin/python -m pip install --quiet --disable-pip-version-check --no-input --no-deps --require-hashes \
		--requirement requirements/examples/packages.txt --requirement requirements/examples/torch.txt
	cp requirements/examples/package.json requirements/examples/package-lock.json requirements/examples/.npmrc $(EXAMPLES)/
	cd $(EXAMPLES) && PATH="$(CURDIR)/$(EXAMPLES)/bin:$$PATH" npm ci --ignore-scripts --no-audit --no-fund --silent
	touch $@
