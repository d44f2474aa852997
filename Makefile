# The door for whoever builds codex-tui. `make help` lists what there is.

SWIFT ?= swift
ARGS ?=
PREFIX ?= /usr/local
DESTDIR ?=
TEST = SWIFT="$(SWIFT)" scripts/run-tests
# The suites that take more than three seconds of a processor each; all others take less than a minute together.
LONG_SUITES = FaultTable|TwoScreens|RandomScreens|BlowUp|LargeInput|MarkdownCost|StreamingCost|BadInput|Flow|FirstMinute|ExecCall|ToolKill|TerminalExit|Fixture|Fuzz|Program|SpokenLanguage|RaceRun|Field|Bounds|WireAgreement|Call|ToolFault
LONG = \.($(LONG_SUITES))Tests/
SOURCES = Package.swift Sources Tests
SHELL_SCRIPTS = scripts/install-dependencies scripts/real-model scripts/run scripts/test-real \
  scripts/referees scripts/package scripts/bench-peers scripts/bench-reference scripts/bench-instructions scripts/symbol-order scripts/test-kill scripts/fuzz scripts/coverage \
  scripts/check-darwin scripts/check-github scripts/portable-libraries scripts/check-packages scripts/check-reproducible \
  scripts/try-deb scripts/run-tests packaging/install.sh .ci/run
# The toolchain's own llvm-cov reads what its compiler wrote; a system's other one may not.
TOOLCHAIN_BIN = $(shell $(SWIFT) -print-target-info \
  | sed -n 's|.*"runtimeResourcePath" *: *"\(.*\)/lib/swift".*|\1/bin|p')

BENCH = .build/release/Bench
# What people install is what is measured.
PACKAGED = .build-release/release/codex-tui

.DEFAULT_GOAL := build
.PHONY: gallery fuzz soak test-build test-long test-all build release release-static install uninstall deb tarball formula docs run test test-real referees bench bench-check bench-here bench-peers bench-instructions bench-build bench-archive test-kill check-html site check-site check-splits screens test-asan test-tsan coverage format lint clean help rpm arch nix packages check-packages check-reproducible check-builds try-deb symbol-order

build: ## Build everything for debugging (the default)
	scripts/install-dependencies build test
	$(SWIFT) build

release: ## Build the optimised program and say where it is
	scripts/install-dependencies build
	$(SWIFT) build -c release --product codex-tui
	@echo "$$($(SWIFT) build -c release --show-bin-path)/codex-tui"

# 1: the program runs on every distribution with a glibc as new; scripts/portable-libraries says how. 0: it is
# linked with the libraries of this machine as they are, for a package of this one release.
PORTABLE ?= 1
PORTABLE_FOLDER = $(CURDIR)/.build-release/portable

# The commit and the processor name a build of exactly that commit. The linker's own name would be a hash of the
# debugging information, too, which packages leave off and which differs from build to build.
CLEAN_COMMIT = $(shell git diff --quiet HEAD 2>/dev/null && git rev-parse HEAD)
PROCESSOR = $(shell uname -m | tr -d '\n' | od -An -tx1 | tr -d ' \n')
BUILD_ID = $(if $(and $(filter Linux,$(shell uname -s)),$(CLEAN_COMMIT)),-Xlinker --build-id=0x$(CLEAN_COMMIT)$(PROCESSOR))

# Each function is a section of its own, and those that a start and a reply run stand side by side: the system reads
# the program in by pieces of 64 kB (scripts/symbol-order).
ORDERED = -Xswiftc -Xfrontend -Xswiftc -function-sections -Xcc -ffunction-sections -Xcxx -ffunction-sections \
  -Xlinker "--symbol-ordering-file=$(CURDIR)/packaging/symbol-order.txt" -Xlinker --no-warn-symbol-ordering

release-static: ## Build the program that packages hold: optimised, Swift's runtime inside
	scripts/install-dependencies build
ifneq ($(PORTABLE),0)
	@CLANG="$(TOOLCHAIN_BIN)/clang" scripts/portable-libraries "$(PORTABLE_FOLDER)"
endif
	@# SwiftPM links again only when something that it compiled has changed; a new order alone does not make it.
	@[ ! packaging/symbol-order.txt -nt $(PACKAGED) ] || rm -f $(PACKAGED)
	CODEX_TUI_LIBRARIES="$(if $(filter-out 0,$(PORTABLE)),$(PORTABLE_FOLDER))" \
	  CODEX_TUI_COMMIT=$$(git rev-parse --short=7 HEAD) $(SWIFT) build -c release --product codex-tui \
	  --static-swift-stdlib --disable-local-rpath --scratch-path .build-release \
	  -Xswiftc -file-prefix-map -Xswiftc "$(CURDIR)=." \
	  -Xcc "-ffile-prefix-map=$(CURDIR)=." -Xcxx "-ffile-prefix-map=$(CURDIR)=." $(BUILD_ID) \
	  $(if $(and $(filter-out 0,$(PORTABLE)),$(filter Linux,$(shell uname -s))),$(ORDERED))
	@[ "$$(uname -s)" != Linux ] || scripts/symbol-order --check $(PACKAGED)
	@! command -v python3 >/dev/null || python3 scripts/check-picture.py $(PACKAGED)

symbol-order: ## Find anew which functions a start and a reply run, and build with that (needs valgrind)
	$(MAKE) release-static
	scripts/symbol-order $(PACKAGED)
	$(MAKE) release-static

install: ## Install program, themes, manual, completions, menu entry and icon (PREFIX=/usr/local DESTDIR=)
	scripts/package install "$(PREFIX)" "$(DESTDIR)"

uninstall: ## Take away what make install put there
	scripts/package uninstall "$(PREFIX)" "$(DESTDIR)"

deb: release-static ## Make dist/codex-tui_VERSION_ARCH.deb
	scripts/package deb

tarball: release-static ## Make dist/codex-tui-VERSION-SYSTEM-ARCH.tar.gz and its checksum
	scripts/package tarball

rpm: release-static ## Make dist/codex-tui-VERSION-1.ARCH.rpm; without rpmbuild, look over its spec
	@if command -v rpmbuild >/dev/null; then scripts/package rpm; \
	  else echo "There is no rpmbuild here, so no rpm was made."; scripts/check-packages; fi

arch: release-static ## Make dist/arch/PKGBUILD and its source, for makepkg
	scripts/package arch

nix: release-static ## Make dist/nix/flake.nix and its source, for nix build
	scripts/package nix

packages: deb tarball rpm arch nix ## Make all of them, and look them over
	scripts/check-packages

check-packages: ## Look over what packages are made of, and those in dist/, with each kind's own tools
	@scripts/check-packages

check-reproducible: release-static ## Make each package twice of one build and compare the bytes
	scripts/check-reproducible

check-builds: ## Build the last commit twice, elsewhere, and compare the bytes of what is packed
	scripts/check-reproducible builds

try-deb: deb ## Install, use and purge the .deb in clean chroots (RELEASES="bookworm trixie", as root)
	scripts/try-deb "$$(ls -t dist/*.deb | head -1)" $(or $(RELEASES),bookworm trixie)

formula: ## Make dist/codex-tui.rb for Homebrew (HOMEPAGE=… URL=where the source archive will lie)
	scripts/package formula "$(HOMEPAGE)" "$(URL)"

docs: ## Write the manual, the tables and the pictures of docs from the code
	@UPDATE_DOCS=1 $(TEST) --filter 'ManTests|SettingReferenceTests|PictureTests|DocsTests|FaultDocumentTests|ContextOverflowTests|KeymapTests'

gallery: ## Draw docs/gallery: every state in three sizes and four looks
	@UPDATE_DOCS=1 $(TEST) --filter GalleryTests

run: ## Install what is missing, build, and chat with a real small model (ARGS="…" for codex-tui)
	@scripts/run $(ARGS)

test-build:
	scripts/install-dependencies build test model
	$(SWIFT) build --build-tests

test: test-build ## Install what is missing, build and run the tests that take a minute together
	@$(TEST) --skip-build --skip '$(LONG)'
	@echo "make test-long runs the suites that take longer: $(subst |, ,$(LONG_SUITES))"

test-long: test-build ## The same for the suites that take longer
	@$(TEST) --skip-build --filter '$(LONG)'

test-all: test-build ## All of them at once, as a plain swift test does
	@$(TEST) --skip-build

test-real: ## Run the tests that need the real small model on a real llama.cpp server
	scripts/install-dependencies build test model
	$(SWIFT) build --product codex-tui
	scripts/test-real

referees: ## Let the openai, ollama, Codex and MCP clients and servers of tools judge (large downloads)
	scripts/install-dependencies build model
	scripts/referees

bench: ## Measure the release build: start, streaming, memory, keys, exec, growth (takes 4 minutes)
	@$(MAKE) --no-print-directory bench-build
	$(BENCH) --program $(PACKAGED) $(ARGS)

bench-check: ## The same, and fail when a figure is over its budget
	@$(MAKE) --no-print-directory bench-build
	$(BENCH) --program $(PACKAGED) --check $(ARGS)

bench-here: ## The same with budgets as they are on this machine, now (docs/performance.md; builds a program for 15 minutes, once)
	@$(MAKE) --no-print-directory bench-build
	scripts/bench-reference .build/reference
	$(BENCH) --program $(PACKAGED) --reference .build/reference/codex-tui --check $(ARGS)

bench-peers: ## The same beside Codex, litetui, oterm and llm, as far as they can be installed
	@$(MAKE) --no-print-directory bench-build
	scripts/bench-peers .build/peers
	$(BENCH) --program $(PACKAGED) --only A,B,C,start,exec --peers .build/peers/bin $(ARGS)

bench-instructions: ## Count the instructions of a delta and compare them with the record (ARGS=--record)
	scripts/install-dependencies build bench
	$(SWIFT) build -c release --product Bench
	scripts/bench-instructions $(BENCH) $(ARGS)

bench-build: release-static
	$(SWIFT) build -c release --product Bench

bench-archive: ## Measure an archive of 10,000 conversations and 200,000 turns, in a release build
	@$(MAKE) --no-print-directory bench-build
	$(BENCH) --program $(PACKAGED) --archive

test-kill: ## Kill the program 200 times while it streams and check what is kept (RUNS=200)
	$(SWIFT) build --product codex-tui
	scripts/test-kill $(or $(RUNS),200)

check-html: ## Look at an exported page in a headless Chromium, light and dark
	$(SWIFT) build --product codex-tui
	python3 scripts/check-html.py .build/debug/codex-tui

# Python's tools for the site, in a folder of their own; made again when one of them changes.
SITE_VENV = .build/site-venv
$(SITE_VENV)/made: scripts/site-requirements.txt
	scripts/install-dependencies site
	rm -rf $(SITE_VENV)
	python3 -m venv $(SITE_VENV)
	$(SITE_VENV)/bin/pip install --quiet --disable-pip-version-check -r scripts/site-requirements.txt
	touch $@

# The variable keeps the theme's news of itself out of what is printed.
site: $(SITE_VENV)/made ## Build the documents as a site in .build/site (SOURCE=where a browser reads the repository)
	scripts/install-dependencies site
	NO_MKDOCS_2_WARNING=1 SITE_SOURCE="$(SOURCE)" $(SITE_VENV)/bin/mkdocs build --strict

check-site: site ## Look for dead links in the site, and at each page in a headless Chromium, narrow and wide
	$(SITE_VENV)/bin/python scripts/check-site.py

.PHONY: check-darwin check-github
check-darwin: ## Compile for macOS what can be without a Mac, with zig (PARTS="c swift" type-checks the rest, too)
	scripts/check-darwin $(PARTS)

check-github: ## Check .github/ against GitHub's schemas (check-jsonschema) and our rules
	scripts/check-github

check-splits: ## Cut every recorded stream at every byte, in a release build
	scripts/install-dependencies build
	$(SWIFT) run -c release Bench --splits Tests/EngineTests/Fixtures

fuzz: ## Try invented input on everything that reads foreign bytes (SECONDS=60 each, TARGETS="sse keys")
	scripts/install-dependencies build
	FUZZ=1 $(SWIFT) build --product Fuzz --scratch-path .build-fuzz
	scripts/fuzz $(or $(SECONDS),60) $(TARGETS)

soak: ## Use the program for thousands of turns with accidents, and look for what is left (TURNS=10000)
	$(SWIFT) build -c release --product Bench
	$(BENCH) --soak $(or $(TURNS),10000) $(ARGS)

screens: ## Rewrite every golden screen; look at the difference before you commit it
	@UPDATE_SCREENS=1 $(TEST) --filter 'Screen|FlowTests|FirstMinute|MarkdownPicture|MarkdownTests|PaneTests|SlashTests|ConversationPicker'

# A thread that has an alternate stack of its own ends badly when the sanitizer takes it for its own.
test-asan: ## Run every test with the address sanitizer
	TEST_SLACK=5 ASAN_OPTIONS=detect_leaks=0:use_sigaltstack=0:handle_segv=0 $(TEST) --sanitize=address --scratch-path .build-asan

test-tsan: ## Run every test with the thread sanitizer
	TEST_SLACK=5 TSAN_OPTIONS=handle_segv=0:suppressions=$(CURDIR)/Tests/tsan-suppressions.txt \
	  $(TEST) --sanitize=thread --scratch-path .build-tsan

coverage: ## Run every test and print which part of Engine and TUI they reach
	$(TEST) --enable-code-coverage --scratch-path .build-coverage
	@scripts/coverage "$(TOOLCHAIN_BIN)/llvm-cov"

format: ## Format every Swift file in place
	$(SWIFT) format --in-place --recursive $(SOURCES)

# Not in parallel: it would open more files at once than some systems allow.
lint: ## Check the form of every Swift file and shell script
	$(SWIFT) format lint --strict --recursive $(SOURCES)
	for script in $(SHELL_SCRIPTS); do bash -n "$$script" || exit 1; done
	if command -v shellcheck >/dev/null; then shellcheck $(SHELL_SCRIPTS); fi

clean: ## Remove what was built (the dependencies' checkouts and the model stay)
	$(SWIFT) package clean
	rm -rf .build-asan .build-tsan .build-coverage .build-release .build-fuzz .build-darwin .build-chroots dist

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile \
	  | awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'
