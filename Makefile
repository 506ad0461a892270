# Every command of the house. `make help` is made from the comments behind the `##`.
#
# Needs Python 3.11 or newer with venv, and make. PYTHON=… names the interpreter, PORT=… the port.

PYTHON ?= python3
PORT ?= 8000
T ?=

HOUSE = $(if $(shell command -v $(PYTHON)),$(PYTHON) dev/make.py,$(error \
  找不到 $(PYTHON),请先安装 Python 3.11 或更新的版本(apt install python3 python3-venv)。 \
  $(PYTHON) not found: install Python 3.11 or newer, or name one with PYTHON=...))

.DEFAULT_GOAL := help
.PHONY: help run up install demo-reset test check fix extras lock screenshots

run: ## 安装、编译并打开演示城市  install, build and serve the demo city (PORT=8000)
	@$(HOUSE) run --port $(PORT)

up: ## 启动一个空的真实系统  start an empty real system (PORT=8000)
	@$(HOUSE) up --port $(PORT)

install: ## 只安装和编译，不启动  install and build, start nothing
	@$(HOUSE) install

demo-reset: ## 清空并重讲演示城市  forget the demo city and tell it again
	@$(HOUSE) demo-reset

test: ## 全部测试  the whole test suite (T="tests/law -k severance" for a part)
	@$(HOUSE) test $(T)

check: ## 格式、写法、类型、边界、法律数据、模板、迁移  format, lint, types, contracts, law, templates
	@$(HOUSE) check

fix: ## 自动修整  repair what tools can repair
	@$(HOUSE) fix

screenshots: ## 每一页的截图,375 与 1440 像素，存入 var/screenshots  every page at two widths
	@$(HOUSE) screenshots

extras: ## 可选部分：识别扫描件和照片  optional parts: reading scans and photographs
	@$(HOUSE) extras

lock: ## 重新锁定 Python 依赖  lock the Python requirements again
	@$(HOUSE) lock

help: ## 这张表  this table
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

.DEFAULT:
	@printf '没有 make %s 这条命令。 There is no such command. 可用的有 / there are:\n\n' '$@'
	@$(MAKE) --no-print-directory help
	@exit 2
