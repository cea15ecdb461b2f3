# The ways into this project. The work is done by meson and by the scripts in build-aux/.
BUILD ?= build
ASAN_BUILD ?= build-asan
ASAN_ARGS := -Db_sanitize=address,undefined -Db_lundef=false -Doptimization=1
FULL_STACKS ?=
PREFIX ?= /usr/local
MESON_ARGS ?=
TEST_ARGS ?=

.PHONY: help run test check-sanitizers benchmark install update-po clean

help:
	@echo 'make run               install what is missing, compile, open the window on a sample company'
	@echo 'make test              install what is missing, compile, run all tests'
	@echo 'make check-sanitizers  run the tests under the address and behaviour sanitizers'
	@echo 'make benchmark         print the benchmarks (a large workspace is made for them)'
	@echo 'make install           compile and install under PREFIX ($(PREFIX)); DESTDIR is honoured'
	@echo 'make update-po         bring the translations up to date with the sources'
	@echo 'make clean             delete what was built'
	@echo
	@echo 'BUILD=directory, MESON_ARGS="-Doption=value", TEST_ARGS="--suite unit"'

# $(1) directory, $(2) options. A directory whose first set-up failed has no build.ninja and is set up again.
define configure
	@if [ ! -f $(1)/build.ninja ]; then meson setup $(1) $(2); \
	 elif [ -n "$(strip $(2))" ]; then meson configure $(1) $(2); fi
endef

run:
	@build-aux/setup build run
	$(call configure,$(BUILD),$(MESON_ARGS))
	@ninja -C $(BUILD)
	@build-aux/run $(BUILD) --sample

test:
	@build-aux/setup build run test
	$(call configure,$(BUILD),$(MESON_ARGS))
	@ninja -C $(BUILD)
	@meson test -C $(BUILD) --print-errorlogs $(TEST_ARGS)

# meson compiles what these tests need, and nothing else. Full stacks for every allocation (FULL_STACKS=1) make the run
# eight times longer; without them a report may end where it enters a library without frame pointers. Tests that need
# them to tell leaks apart ask for them in tests/unit/meson.build.
check-sanitizers:
	@build-aux/setup build run test asan
	$(call configure,$(ASAN_BUILD),$(ASAN_ARGS) $(MESON_ARGS))
	@ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1$(if $(FULL_STACKS),:fast_unwind_on_malloc=0) \
	 LSAN_OPTIONS=suppressions=$(CURDIR)/build-aux/leaks.supp:print_suppressions=0 \
	 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 G_SLICE=always-malloc \
	 meson test -C $(ASAN_BUILD) --suite unit --suite ui --print-errorlogs --timeout-multiplier $(if $(FULL_STACKS),20,4)

benchmark:
	@build-aux/setup build run test
	$(call configure,$(BUILD),$(MESON_ARGS))
	@ninja -C $(BUILD)
	@meson test -C $(BUILD) --benchmark --verbose --timeout-multiplier 0

install:
	@build-aux/setup build run
	$(call configure,$(BUILD),--prefix=$(PREFIX) $(MESON_ARGS))
	@ninja -C $(BUILD)
	@meson install -C $(BUILD)

update-po:
	$(call configure,$(BUILD),$(MESON_ARGS))
	@build-aux/potfiles --write
	@ninja -C $(BUILD) rapport-pot rapport-update-po

clean:
	rm -rf $(BUILD) $(ASAN_BUILD)
