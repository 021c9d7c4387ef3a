/* allowed_signers files: see ssh-keygen(1), ALLOWED SIGNERS. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/text.h"
#include "ext/crypt.h"

/* YYYYMMDD[HHMM[SS]] with Z: the forms that ssh-keygen takes; without Z it would mean the reader's time zone. */
static bool parse_stamp(struct cx *cx, const char *text, int64_t *out_us)
{
    size_t digits = strspn(text, "0123456789");
    const char *iso;

    if ((digits != 8 && digits != 12 && digits != 14) || !text_equal(text + digits, "Z")) {
        return false;
    }
    iso = arena_printf(cx->mem, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", text, text + 4, text + 6,
                       digits > 8 ? text + 8 : "00", digits > 8 ? text + 10 : "00", digits > 12 ? text + 12 : "00");
    return time_parse(iso, out_us) == RC_OK;
}

static bool parse_option(struct cx *cx, char *option, struct signer *out)
{
    char *value = strchr(option, '=');
    size_t len;

    if (value == NULL) {
        return false; /* cert-authority: we sign with plain keys alone */
    }
    *value++ = '\0';
    len = strlen(value);
    if (len < 2 || value[0] != '"' || value[len - 1] != '"') {
        return false;
    }
    value[len - 1] = '\0';
    value++;
    if (text_equal(option, "namespaces")) {
        out->name_spaces = value;
        return true;
    }
    if (text_equal(option, "valid-after")) {
        return parse_stamp(cx, value, &out->valid_after_us);
    }
    return text_equal(option, "valid-before") && parse_stamp(cx, value, &out->valid_before_us);
}

/* Options end at the first space outside quotes and are split at commas outside quotes. */
static bool parse_options(struct cx *cx, char **rest, struct signer *out)
{
    char *at = *rest;

    for (bool more = true; more;) {
        char *option = at;
        bool quoted = false;

        while (*at != '\0' && (quoted || (*at != ',' && *at != ' '))) {
            quoted = quoted != (*at == '"');
            at++;
        }
        if (*at == '\0') {
            return false;
        }
        more = *at == ',';
        *at++ = '\0';
        if (!parse_option(cx, option, out)) {
            return false;
        }
    }
    *rest = at;
    return true;
}

/* false: the line cannot be read. */
static bool parse_line(struct cx *cx, char *line, struct signer *out)
{
    char *rest = strchr(line, ' ');

    if (rest == NULL) {
        return false;
    }
    *rest++ = '\0';
    *out = (struct signer){ .principal = line };
    if (!text_starts(rest, "ssh-") && !parse_options(cx, &rest, out)) {
        return false;
    }
    return sign_public_parse(cx, rest, &out->key) == RC_OK;
}

enum rc signers_parse(struct cx *cx, struct bytes text, struct signer **out, size_t *count)
{
    struct signer *signers = NULL;
    size_t capacity = 0;
    char *line;
    char *rest = arena_strndup(cx->mem, (const char *)text.data, text.len);

    *count = 0;
    for (int number = 1; (line = strsep(&rest, "\n")) != NULL; number++) {
        line = text_trim(cx->mem, line);
        if (line[0] == '\0' || line[0] == '#') {
            continue;
        }
        signers = arena_grow(cx->mem, signers, *count, &capacity, sizeof *signers);
        if (!parse_line(cx, line, &signers[*count])) {
            fail_clear(cx);
            return fail_set(cx, RC_INVALID, NULL, "allowed signers: line %d cannot be read", number);
        }
        (*count)++;
    }
    *out = signers;
    return RC_OK;
}

static void put_stamp(struct strbuf *buf, const char *name, int64_t time_us)
{
    time_t seconds = (time_t)(time_us / SECOND_US);
    struct tm utc;

    if (time_us == 0 || gmtime_r(&seconds, &utc) == NULL) {
        return;
    }
    strbuf_printf(buf, "%s%s=\"%04d%02d%02d%02d%02d%02dZ\"", buf->data[buf->len - 1] == ' ' ? "" : ",", name,
                  utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec);
}

char *signer_write(struct arena *mem, const struct signer *signer)
{
    struct strbuf buf;

    strbuf_init(&buf, mem, NOTE_BYTES_MAX);
    strbuf_printf(&buf, "%s ", signer->principal);
    if (signer->name_spaces != NULL) {
        strbuf_printf(&buf, "namespaces=\"%s\"", signer->name_spaces);
    }
    put_stamp(&buf, "valid-after", signer->valid_after_us);
    put_stamp(&buf, "valid-before", signer->valid_before_us);
    strbuf_printf(&buf, "%s%s\n", buf.data[buf.len - 1] == ' ' ? "" : " ", sign_public_text(mem, &signer->key));
    return buf.data;
}

static bool list_has(const char *list, const char *word)
{
    size_t len = strlen(word);

    while (list != NULL) {
        if (strncmp(list, word, len) == 0 && (list[len] == ',' || list[len] == '\0')) {
            return true;
        }
        list = strchr(list, ',');
        list = list == NULL ? NULL : list + 1;
    }
    return false;
}

const struct signer *signers_find(const struct signer *signers, size_t count, const char *principal,
                                  const struct sign_public *key, const char *name_space, int64_t at_us)
{
    for (size_t i = 0; i < count; i++) {
        const struct signer *s = &signers[i];

        if (list_has(s->principal, principal) && sign_public_equal(&s->key, key) &&
            (s->name_spaces == NULL || list_has(s->name_spaces, name_space)) &&
            (at_us == 0 || at_us >= s->valid_after_us) &&
            (at_us == 0 || s->valid_before_us == 0 || at_us < s->valid_before_us)) {
            return s;
        }
    }
    return NULL;
}
