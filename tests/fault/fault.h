/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Makes calls of the C library fail, in a folder of the test's own. Linked into a test it is told by
 * fault_arm(); preloaded into a program by the environment:
 *
 *   FAULT_FOLDER  the folder, absolute and without links; files outside it are never touched
 *   FAULT_KIND    open, read, write, sync, rename, link, unlink, close, stat or chmod
 *   FAULT_AT      which call of that kind fails, from 1
 *   FAULT_ERRNO   the error's number; 0 for a read or write that does only half
 *   FAULT_STAYS   1 where all later calls of that kind fail as well
 *   FAULT_TOLD    a file outside the folder that is made when a call fails
 */

typedef enum
{
  FAULT_OPEN,
  FAULT_READ,
  FAULT_WRITE,
  FAULT_SYNC,
  FAULT_RENAME,
  FAULT_LINK,
  FAULT_UNLINK,
  FAULT_CLOSE,
  FAULT_STAT,
  FAULT_CHMOD,
  FAULT_N_KINDS,
} FaultKind;

extern const char *const fault_kind_names[FAULT_N_KINDS];

void        fault_arm      (const char *folder, FaultKind kind, unsigned at, int error, int stays);
unsigned    fault_disarm   (void);
const char *fault_get_path (void);
