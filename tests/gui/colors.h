/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * Eyes:
 *
 * How a person sees colours: with all three cones, or without those for long, middle or short waves.
 */
typedef enum
{
  EYES_USUAL,
  EYES_PROTANOPIA,
  EYES_DEUTERANOPIA,
  EYES_TRITANOPIA,
  N_EYES,
} Eyes;

extern const char *const EYES_NAMES[N_EYES];

GdkRGBA color_seen (const GdkRGBA *color, Eyes eyes);
GdkRGBA color_over (const GdkRGBA *color, const GdkRGBA *below);
GdkRGBA color_of_pixel (guint32 pixel);
double color_contrast (const GdkRGBA *a, const GdkRGBA *b);
double color_difference (const GdkRGBA *a, const GdkRGBA *b);

G_END_DECLS
