# Everything starts here: `make` alone lists what there is.
#
# Tools are called as `.venv/bin/python -m ...`, which goes on working when the folder is moved or renamed.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
# The targets use both cores where their tools can; side by side they would race for .venv and out/.
.NOTPARALLEL:
# Without bytecode every start compiles some thousand modules anew.
unexport PYTHONDONTWRITEBYTECODE
unexport PYTHONPATH PYTHONHOME

PYTHON := .venv/bin/python
SAMPLE := out/sample.assess
SOURCES := $(wildcard main.py assessor ui tests tools)
TRANSLATIONS := $(patsubst %.ts,%.qm,$(wildcard resources/i18n/*.ts))
BUILD_SAMPLE = mkdir -p out && { test -e $(SAMPLE) || $(PYTHON) main.py sample $(SAMPLE); }
LRELEASE := $(PYTHON) -c 'from PySide6.scripts.pyside_tool import lrelease; lrelease()'
PYTEST := $(PYTHON) -m pytest -n auto --dist worksteal
OFFSCREEN := env QT_QPA_PLATFORM=offscreen
REAL_WINDOW := xvfb-run -a -s '-screen 0 1600x1000x24' env -u WAYLAND_DISPLAY QT_QPA_PLATFORM=xcb

.PHONY: help
help: ## list the targets
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 18

.PHONY: setup setup-test setup-package setup-office setup-a11y
setup: ## make .venv and see that Qt has what it needs (every target does this by itself)
	@bash tools/setup.sh run
	@$(MAKE) --no-print-directory -s translations

.PHONY: translations
translations: $(TRANSLATIONS)
setup-test:
	@bash tools/setup.sh test
setup-package:
	@bash tools/setup.sh package
setup-office:
	@bash tools/setup.sh office
setup-a11y:
	@bash tools/setup.sh a11y

.PHONY: i18n
i18n: setup $(TRANSLATIONS) ## compile the translations that are newer than their result
%.qm: %.ts
	@$(LRELEASE) -silent $< -qm $@

.PHONY: run
run: setup $(TRANSLATIONS) ## open the sample inspection; without a display, show what it does as text and pictures
ifneq ($(DISPLAY)$(WAYLAND_DISPLAY),)
	@$(BUILD_SAMPLE)
	$(PYTHON) main.py $(SAMPLE)
else
	@$(PYTHON) -m tools.tour
endif

.PHONY: screenshots
screenshots: setup $(TRANSLATIONS) ## write a picture of every view into out/pictures
	@$(BUILD_SAMPLE)
	$(OFFSCREEN) $(PYTHON) -m tools.pictures.views $(SAMPLE) out/pictures

.PHONY: architecture
architecture: setup ## draw the rooms of the house from their imports into docs/images
	@$(PYTHON) -m tools.architecture

.PHONY: lint
lint: setup ## ruff: rules and format
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check

.PHONY: types
types: setup ## mypy, strict
	$(PYTHON) -m mypy $(SOURCES)

.PHONY: check test
# The types beside the tests: mypy works on one core, and takes as long as all of them when it begins from nothing.
check: setup lint ## before every commit: lint, types, the short tests of the core that start no process
	$(PYTHON) -m mypy $(SOURCES) & types=$$!; trap "kill $$types 2>/dev/null || :" EXIT; failed=0; \
	$(OFFSCREEN) $(PYTEST) -q --no-processes -m 'not long and not soak' \
	tests/unit tests/test_architecture.py tests/test_programs_in_tests.py \
	|| failed=$$?; wait $$types || failed=$$?; exit $$failed

# The journeys run on a real X server alone, one for each process: what they click needs focus, which is one a display.
test: setup-test $(TRANSLATIONS) lint types ## lint, types, every test; the window's journeys on a real X server
	$(OFFSCREEN) $(PYTEST) -v --ignore=tests/journeys
	$(PYTEST) -v --own-display tests/journeys

.PHONY: thorough
thorough: setup $(TRANSLATIONS) ## what everyday runs try at some moments and examples: at all of them
	$(OFFSCREEN) $(PYTEST) -v --thorough -m 'hypothesis or deep' tests/unit tests/ui

.PHONY: a11y
a11y: setup-a11y $(TRANSLATIONS) ## walk every view as a screen reader does, and name what it could not tell
	@$(BUILD_SAMPLE)
	$(REAL_WINDOW) dbus-run-session -- $(PYTHON) -m tools.accessibility.walk $(SAMPLE)

.PHONY: soak
soak: setup-test $(TRANSLATIONS) ## end, starve and cut off what writes a case, at every moment, for some ten minutes
	$(OFFSCREEN) $(PYTHON) -m pytest -q -m soak tests/soak

.PHONY: office
office: setup-office ## fill questionnaires in with the real LibreOffice, read them back and compare
	$(OFFSCREEN) $(PYTHON) -m pytest -q -m office tests/office

.PHONY: package
package: setup-package $(TRANSLATIONS) ## build dist/Assessor and prove that it works
	$(PYTHON) -m PyInstaller --noconfirm --clean --log-level WARN pyinstaller.spec
	$(PYTHON) -m tools.prove_package

.PHONY: bench bench-window
bench-window: setup $(TRANSLATIONS) ## measure how long the window stands still at most, with up to 1,000 subjects
	@$(OFFSCREEN) $(PYTHON) -m tools.bench.stalls

bench: setup $(TRANSLATIONS) ## measure the start, the exchange of questionnaires, the case file, the window's stalls
	@$(BUILD_SAMPLE)
	@$(PYTHON) -m tools.bench.first_paint $(SAMPLE)
	@$(PYTHON) -m tools.bench.exchange
	@$(PYTHON) -m tools.bench.case_file
	@$(OFFSCREEN) $(PYTHON) -m tools.bench.stalls

.PHONY: clean
clean: ## remove what the targets made, also out/; .venv stays
	rm -rf build dist out .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage resources/i18n/*.qm
	find $(SOURCES) -name __pycache__ -prune -exec rm -rf {} +
