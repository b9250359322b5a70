/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What eyes make of colours. */

#include "config.h"

#include <math.h>

#include "colors.h"

const char *const EYES_NAMES[N_EYES] = { "usual", "protanopia", "deuteranopia", "tritanopia" };

/* G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, “A Physiologically-based Model for Simulation of
 * Color Vision Deficiency”, IEEE Transactions on Visualization and Computer Graphics 15 (2009), severity 1.0,
 * for linear sRGB. */
static const double SEEN[N_EYES][3][3] = {
  { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
  { { 0.152286, 1.052583, -0.204868 }, { 0.114503, 0.786281, 0.099216 }, { -0.003882, -0.048116, 1.051998 } },
  { { 0.367322, 0.860646, -0.227968 }, { 0.280085, 0.672501, 0.047413 }, { -0.011820, 0.042940, 0.968881 } },
  { { 1.255528, -0.076749, -0.178779 }, { -0.078411, 0.930809, 0.147602 }, { 0.004733, 0.691367, 0.303900 } },
};

/* From linear sRGB to CIE XYZ, divided by the white of D65. */
static const double XYZ[3][3] = {
  { 0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047 },
  { 0.2126729, 0.7151522, 0.0721750 },
  { 0.0193339 / 1.08883, 0.1191920 / 1.08883, 0.9503041 / 1.08883 },
};

/* A colour in CIE L*a*b*. */
typedef struct
{
  double l;
  double a;
  double b;
} Lab;

static double
to_linear (double value)
{
  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
from_linear (double value)
{
  value = CLAMP (value, 0, 1);
  return value <= 0.0031308 ? value * 12.92 : 1.055 * pow (value, 1 / 2.4) - 0.055;
}

static void
multiply (const double matrix[3][3], const GdkRGBA *color, double result[3])
{
  const double linear[3] = { to_linear (color->red), to_linear (color->green), to_linear (color->blue) };

  for (int i = 0; i < 3; i++)
    result[i] = matrix[i][0] * linear[0] + matrix[i][1] * linear[1] + matrix[i][2] * linear[2];
}

/** color_seen: Returns: the colour that looks to all as @color does to @eyes */
GdkRGBA
color_seen (const GdkRGBA *color, Eyes eyes)
{
  double seen[3];

  multiply (SEEN[eyes], color, seen);
  return (GdkRGBA){ (float) from_linear (seen[0]), (float) from_linear (seen[1]),
                    (float) from_linear (seen[2]), 1 };
}

/** color_over: Returns: what @color makes of the one below it */
GdkRGBA
color_over (const GdkRGBA *color, const GdkRGBA *below)
{
  float alpha = color->alpha;

  return (GdkRGBA){ color->red * alpha + below->red * (1 - alpha),
                    color->green * alpha + below->green * (1 - alpha),
                    color->blue * alpha + below->blue * (1 - alpha), 1 };
}

/** color_of_pixel: Returns: the colour of an opaque pixel */
GdkRGBA
color_of_pixel (guint32 pixel)
{
  return (GdkRGBA){ (float) (pixel >> 16 & 0xFF) / 255, (float) (pixel >> 8 & 0xFF) / 255,
                    (float) (pixel & 0xFF) / 255, 1 };
}

static double
luminance (const GdkRGBA *color)
{
  return 0.2126 * to_linear (color->red) + 0.7152 * to_linear (color->green)
         + 0.0722 * to_linear (color->blue);
}

/** color_contrast: Returns: the contrast of two opaque colours as WCAG 2 has it, from 1 to 21 */
double
color_contrast (const GdkRGBA *a, const GdkRGBA *b)
{
  double light = MAX (luminance (a), luminance (b));
  double dark = MIN (luminance (a), luminance (b));

  return (light + 0.05) / (dark + 0.05);
}

static double
lab_curve (double value)
{
  return value > 216.0 / 24389 ? cbrt (value) : (24389.0 / 27 * value + 16) / 116;
}

static Lab
to_lab (const GdkRGBA *color)
{
  double xyz[3];

  multiply (XYZ, color, xyz);
  for (int i = 0; i < 3; i++)
    xyz[i] = lab_curve (xyz[i]);
  return (Lab){ 116 * xyz[1] - 16, 500 * (xyz[0] - xyz[1]), 200 * (xyz[1] - xyz[2]) };
}

static double
cosine (double degrees)
{
  return cos (degrees * G_PI / 180);
}

static double
hue (double a, double b)
{
  double degrees = a == 0 && b == 0 ? 0 : atan2 (b, a) * 180 / G_PI;

  return degrees < 0 ? degrees + 360 : degrees;
}

/* The mean of two hues, on the shorter way round. */
static double
mean_hue (double first, double second)
{
  double mean = (first + second) / 2;

  if (fabs (first - second) <= 180)
    return mean;
  return first + second < 360 ? mean + 180 : mean - 180;
}

static double
hue_difference (double first, double second)
{
  double difference = second - first;

  if (fabs (difference) <= 180)
    return difference;
  return difference > 180 ? difference - 360 : difference + 360;
}

static double
seventh (double chroma)
{
  return sqrt (pow (chroma, 7) / (pow (chroma, 7) + pow (25, 7)));
}

/**
 * color_difference:
 * @a: a colour
 * @b: another
 *
 * Returns: CIEDE2000; about 2 can just be told apart side by side
 */
double
color_difference (const GdkRGBA *a, const GdkRGBA *b)
{
  Lab first = to_lab (a);
  Lab second = to_lab (b);
  double stretch = 1.5 - 0.5 * seventh ((hypot (first.a, first.b) + hypot (second.a, second.b)) / 2);
  double chroma1 = hypot (first.a * stretch, first.b);
  double chroma2 = hypot (second.a * stretch, second.b);
  double hue1 = hue (first.a * stretch, first.b);
  double hue2 = hue (second.a * stretch, second.b);
  double l = (first.l + second.l) / 2 - 50;
  double chroma = (chroma1 + chroma2) / 2;
  double h = chroma1 * chroma2 == 0 ? hue1 + hue2 : mean_hue (hue1, hue2);
  double t = 1 - 0.17 * cosine (h - 30) + 0.24 * cosine (2 * h) + 0.32 * cosine (3 * h + 6)
             - 0.20 * cosine (4 * h - 63);
  double dl = (second.l - first.l) / (1 + 0.015 * l * l / sqrt (20 + l * l));
  double dc = (chroma2 - chroma1) / (1 + 0.045 * chroma);
  double turn = chroma1 * chroma2 == 0 ? 0 : hue_difference (hue1, hue2);
  double dh = 2 * sqrt (chroma1 * chroma2) * sin (turn / 2 * G_PI / 180) / (1 + 0.015 * chroma * t);
  double rotation = -2 * seventh (chroma) * sin (60 * exp (-pow ((h - 275) / 25, 2)) * G_PI / 180);

  return sqrt (dl * dl + dc * dc + dh * dh + rotation * dc * dh);
}
