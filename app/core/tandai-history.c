/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/tandai-history.h"

G_DEFINE_BOXED_TYPE (TandaiStep, tandai_step, tandai_step_ref, tandai_step_unref)

struct _TandaiHistory
{
  GObject parent_instance;

  GPtrArray *steps;
  guint done;
};

G_DEFINE_FINAL_TYPE (TandaiHistory, tandai_history, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
value_free (TandaiEditKind kind, gpointer value)
{
  if (kind == TANDAI_EDIT_FIELD)
    g_free (value);
  else if (value != NULL)
    g_object_unref (value);
}

static void
edit_free (TandaiEdit *edit)
{
  value_free (edit->kind, edit->before);
  value_free (edit->kind, edit->after);
  g_free (edit->field);
  g_free (edit);
}

static void
step_clear (TandaiStep *self)
{
  g_free (self->title);
  g_ptr_array_unref (self->edits);
}

/** tandai_step_new: Returns: (transfer full): an empty step of that title */
TandaiStep *
tandai_step_new (const char *title)
{
  TandaiStep *self = g_atomic_rc_box_new0 (TandaiStep);

  self->title = g_strdup (title);
  self->edits = g_ptr_array_new_with_free_func ((GDestroyNotify) edit_free);
  return self;
}

/** tandai_step_ref: Returns: (transfer full): the step */
TandaiStep *
tandai_step_ref (TandaiStep *self)
{
  return g_atomic_rc_box_acquire (self);
}

/** tandai_step_unref: gives a reference back */
void
tandai_step_unref (TandaiStep *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) step_clear);
}

static void
add_objects (TandaiStep *self, TandaiEditKind kind, gpointer before, gpointer after)
{
  TandaiEdit *edit = g_new0 (TandaiEdit, 1);

  edit->kind = kind;
  edit->before = before != NULL ? g_object_ref (before) : NULL;
  edit->after = after != NULL ? g_object_ref (after) : NULL;
  g_ptr_array_add (self->edits, edit);
}

/** tandai_step_add_span: adds that a span was made (@before %NULL), changed, or removed (@after %NULL) */
void
tandai_step_add_span (TandaiStep *self, TandaiSpan *before, TandaiSpan *after)
{
  add_objects (self, TANDAI_EDIT_SPAN, before, after);
}

/** tandai_step_add_relation: adds that a relation was made, changed or removed */
void
tandai_step_add_relation (TandaiStep *self, TandaiRelation *before, TandaiRelation *after)
{
  add_objects (self, TANDAI_EDIT_RELATION, before, after);
}

/** tandai_step_add_field: adds that a field of the document changed */
void
tandai_step_add_field (TandaiStep *self, const char *field, const char *before, const char *after)
{
  TandaiEdit *edit = g_new0 (TandaiEdit, 1);

  edit->kind = TANDAI_EDIT_FIELD;
  edit->field = g_strdup (field);
  edit->before = g_strdup (before);
  edit->after = g_strdup (after);
  g_ptr_array_add (self->edits, edit);
}

/* Moves the place between done and undone steps, and tells where that changes what can be done. */
static void
set_done (TandaiHistory *self, guint done, guint old_length)
{
  gboolean could_undo = self->done > 0;
  gboolean could_redo = self->done < old_length;

  self->done = done;
  if (could_undo != (self->done > 0))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  if (could_redo != (self->done < self->steps->len))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
}

static void
tandai_history_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TandaiHistory *self = TANDAI_HISTORY (object);

  switch (id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, self->done > 0);
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, self->done < self->steps->len);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tandai_history_finalize (GObject *object)
{
  TandaiHistory *self = TANDAI_HISTORY (object);

  g_ptr_array_unref (self->steps);
  G_OBJECT_CLASS (tandai_history_parent_class)->finalize (object);
}

static void
tandai_history_class_init (TandaiHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = tandai_history_get_property;
  object_class->finalize = tandai_history_finalize;
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tandai_history_init (TandaiHistory *self)
{
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) tandai_step_unref);
}

/** tandai_history_new: Returns: (transfer full): an empty history */
TandaiHistory *
tandai_history_new (void)
{
  return g_object_new (TANDAI_TYPE_HISTORY, NULL);
}

/**
 * tandai_history_push:
 * @self: a history
 * @step: (transfer none): a step that was just made
 *
 * Records it. What had been undone can't be redone any more.
 */
void
tandai_history_push (TandaiHistory *self, TandaiStep *step)
{
  guint old_length = self->steps->len;

  g_ptr_array_set_size (self->steps, (int) self->done);
  g_ptr_array_add (self->steps, tandai_step_ref (step));
  set_done (self, self->steps->len, old_length);
}

/** tandai_history_undo: Returns: (transfer none) (nullable): the step to be taken back */
TandaiStep *
tandai_history_undo (TandaiHistory *self)
{
  TandaiStep *step = tandai_history_peek_undo (self);

  if (step != NULL)
    set_done (self, self->done - 1, self->steps->len);
  return step;
}

/** tandai_history_redo: Returns: (transfer none) (nullable): the step to be done again */
TandaiStep *
tandai_history_redo (TandaiHistory *self)
{
  TandaiStep *step = tandai_history_peek_redo (self);

  if (step != NULL)
    set_done (self, self->done + 1, self->steps->len);
  return step;
}

/** tandai_history_peek_undo: Returns: (transfer none) (nullable): what an undo would take back */
TandaiStep *
tandai_history_peek_undo (TandaiHistory *self)
{
  return self->done > 0 ? g_ptr_array_index (self->steps, self->done - 1) : NULL;
}

/** tandai_history_peek_redo: Returns: (transfer none) (nullable): what a redo would do again */
TandaiStep *
tandai_history_peek_redo (TandaiHistory *self)
{
  return self->done < self->steps->len ? g_ptr_array_index (self->steps, self->done) : NULL;
}

static gpointer
copy_step (gconstpointer step, gpointer user_data)
{
  return tandai_step_ref ((TandaiStep *) step);
}

/**
 * tandai_history_list_steps:
 * @self: a history
 * @n_done: (out): how many of the steps are done
 *
 * Returns: (transfer full) (element-type TandaiStep): all steps, oldest first
 */
GPtrArray *
tandai_history_list_steps (TandaiHistory *self, guint *n_done)
{
  *n_done = self->done;
  return g_ptr_array_copy (self->steps, copy_step, NULL);
}

/**
 * tandai_history_restore:
 * @self: an empty history
 * @steps: (element-type TandaiStep): steps of an earlier session, oldest first
 * @n_done: how many of them are done
 *
 * Takes steps over as if they had just been made.
 */
void
tandai_history_restore (TandaiHistory *self, GPtrArray *steps, guint n_done)
{
  g_return_if_fail (self->steps->len == 0 && n_done <= steps->len);

  for (guint i = 0; i < steps->len; i++)
    g_ptr_array_add (self->steps, tandai_step_ref (g_ptr_array_index (steps, i)));
  set_done (self, n_done, 0);
}
