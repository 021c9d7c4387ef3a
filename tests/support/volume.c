#include "support/volume.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/text.h"

enum { SCRIPT_MAX = 64 * 1024 };

static const char script_path[] = "tests/support/volume.sql";
static const char analysed[] =
    "account, membership, tenant, baseline_profile, run, document, subject, finding, decision_item, audit_event";

static const char *read_script(struct arena *mem)
{
    FILE *file = fopen(script_path, "re");
    char *text = arena_alloc(mem, SCRIPT_MAX);
    size_t len;

    ck_assert_msg(file != NULL, "%s cannot be read; tests run in the checkout's top folder", script_path);
    len = fread(text, 1, SCRIPT_MAX - 1, file);
    (void)fclose(file);
    text[len] = '\0';
    return text;
}

/* `text` with every {SLUG} and {ROWS} filled in. */
static const char *fill(struct arena *mem, const char *text, const char *slug, int rows)
{
    struct strbuf out;
    const char *brace;

    strbuf_init(&out, mem, (size_t)4 * SCRIPT_MAX);
    for (; (brace = strchr(text, '{')) != NULL; text = brace) {
        strbuf_put(&out, text, (size_t)(brace - text));
        if (text_starts(brace, "{SLUG}")) {
            strbuf_puts(&out, slug);
            brace += strlen("{SLUG}");
        } else if (text_starts(brace, "{ROWS}")) {
            strbuf_printf(&out, "%d", rows);
            brace += strlen("{ROWS}");
        } else {
            strbuf_putc(&out, *brace++);
        }
    }
    strbuf_puts(&out, text);
    return out.data;
}

static struct uuid id_of(struct scratch *s, const char *slug, const char *rest)
{
    struct uuid id;

    ck_assert_int_eq(uuid_parse(scratch_text(s, "SELECT md5('%s%s')::uuid", slug, rest), &id), RC_OK);
    return id;
}

struct workspace_id volume_load(struct scratch *s, const char *slug, int findings)
{
    scratch_exec(s, "%s", fill(s->cx.mem, read_script(s->cx.mem), slug, findings));
    scratch_exec(s, "VACUUM (ANALYZE) %s", analysed);
    return (struct workspace_id){ id_of(s, slug, "") };
}

struct account_id volume_member(struct scratch *s, const char *slug, int number)
{
    return (struct account_id){ id_of(s, slug, arena_printf(s->cx.mem, "%d", number)) };
}
