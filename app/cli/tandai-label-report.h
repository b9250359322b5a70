/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tandai-label-change.h"

G_BEGIN_DECLS

void tandai_label_report_say_recovered (const TandaiLabelReport *report);

G_END_DECLS
