#include "core/auth/password.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "base/text.h"

enum {
    PIECES_GUESSABLE = 4, /* a text of so few known pieces is among the first that are tried */
    UNIT_MIN = 8, /* a repeated unit shorter than this is as weak as the unit */
    RUN_MIN = 3,
    OWN_WORD_MIN = 3
};

static const char *const words[] = {
#define WORD(text) text,
#include "core/auth/password_words.def"
#undef WORD
};

static const char *const keyboard_rows[] = {
    "1234567890", "qwertyuiop", "qwertzuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm",
    "0987654321", "poiuytrewq", "poiuztrewq", "lkjhgfdsa", "mnbvcxz", "mnbvcxy",
};

struct guess {
    const char *text; /* folded */
    size_t len;
    const char **own; /* folded words of the person */
    size_t own_count;
};

/* Whether `c` is `letter`, or what people write in its place. */
static bool stands_for(char c, char letter)
{
    static const char *const stand_ins[26] = {
        ['a' - 'a'] = "@4", ['b' - 'a'] = "8", ['e' - 'a'] = "3",  ['g' - 'a'] = "9",  ['i' - 'a'] = "1!|",
        ['l' - 'a'] = "1|", ['o' - 'a'] = "0", ['s' - 'a'] = "$5", ['t' - 'a'] = "7+", ['z' - 'a'] = "2",
    };

    if (c == letter) {
        return true;
    }
    if (letter < 'a' || letter > 'z' || c == '\0' || stand_ins[letter - 'a'] == NULL) {
        return false;
    }
    return strchr(stand_ins[letter - 'a'], c) != NULL;
}

static size_t word_at(const char *text, size_t left, const char *word)
{
    size_t len = strlen(word);

    if (len > left) {
        return 0;
    }
    for (size_t i = 0; i < len; i++) {
        if (!stands_for(text[i], word[i])) {
            return 0;
        }
    }
    return len;
}

/* A run of one step through the character set: aaaa, abcd, 9876. */
static size_t run_at(const char *text, size_t left)
{
    size_t len = 2;
    int step;

    if (left < RUN_MIN || !isgraph((unsigned char)text[0])) {
        return 0;
    }
    step = text[1] - text[0];
    if (step < -1 || step > 1) {
        return 0;
    }
    while (len < left && text[len] - text[len - 1] == step) {
        len++;
    }
    return len >= RUN_MIN ? len : 0;
}

static size_t row_at(const char *text, size_t left)
{
    size_t best = 0;

    for (size_t r = 0; r < sizeof keyboard_rows / sizeof keyboard_rows[0]; r++) {
        const char *at = strchr(keyboard_rows[r], text[0]);
        size_t len = 0;

        while (at != NULL && at[len] != '\0' && len < left && text[len] == at[len]) {
            len++;
        }
        best = len > best ? len : best;
    }
    return best >= RUN_MIN ? best : 0;
}

static size_t year_at(const char *text, size_t left)
{
    bool century = left >= 4 && (strncmp(text, "19", 2) == 0 || strncmp(text, "20", 2) == 0);

    return century && isdigit((unsigned char)text[2]) && isdigit((unsigned char)text[3]) ? 4 : 0;
}

static void reach(unsigned *pieces, size_t from, size_t len)
{
    if (len > 0 && pieces[from] + 1 < pieces[from + len]) {
        pieces[from + len] = pieces[from] + 1;
    }
}

/* The least number of pieces that the text falls into; a character that belongs to no known piece is one by itself. */
static unsigned count_pieces(struct arena *mem, const struct guess *guess)
{
    unsigned *pieces = arena_calloc(mem, guess->len + 1, sizeof *pieces);

    for (size_t i = 1; i <= guess->len; i++) {
        pieces[i] = (unsigned)i;
    }
    for (size_t i = 0; i < guess->len; i++) {
        const char *text = guess->text + i;
        size_t left = guess->len - i;
        size_t run = run_at(text, left);

        reach(pieces, i, 1);
        for (size_t part = RUN_MIN; part <= run; part++) {
            reach(pieces, i, part);
        }
        reach(pieces, i, row_at(text, left));
        reach(pieces, i, year_at(text, left));
        for (size_t w = 0; w < sizeof words / sizeof words[0]; w++) {
            reach(pieces, i, word_at(text, left, words[w]));
        }
        for (size_t w = 0; w < guess->own_count; w++) {
            reach(pieces, i, word_at(text, left, guess->own[w]));
        }
    }
    return pieces[guess->len];
}

/* The length of the unit that the text repeats, the last time perhaps cut short; its own length if it repeats none. */
static size_t repeated_unit(const char *text, size_t len)
{
    for (size_t unit = 1; unit <= len / 2; unit++) {
        if (memcmp(text, text + unit, len - unit) == 0) {
            return unit;
        }
    }
    return len;
}

/* Lower case, and without the characters that only separate words. */
static char *fold(struct arena *mem, const char *text)
{
    char *folded = arena_strdup(mem, text);
    size_t len = 0;

    for (const char *c = text; *c != '\0'; c++) {
        if (strchr(" -_.,;:/", *c) == NULL) {
            folded[len++] = (char)tolower((unsigned char)*c);
        }
    }
    folded[len] = '\0';
    return folded;
}

/* Splits a person's texts at everything that is no letter or digit. */
static void take_own(struct arena *mem, struct guess *guess, const char *const *own, size_t own_count)
{
    size_t capacity = 0;

    for (size_t i = 0; i < own_count; i++) {
        char *rest = arena_strdup(mem, own[i] == NULL ? "" : own[i]);
        char *word;

        while ((word = strsep(&rest, " -_.,;:/@+'")) != NULL) {
            if (strlen(word) >= OWN_WORD_MIN) {
                guess->own = arena_grow(mem, guess->own, guess->own_count, &capacity, sizeof *guess->own);
                guess->own[guess->own_count++] = fold(mem, word);
            }
        }
    }
}

enum password_fault password_judge(struct arena *mem, const char *password, const char *const *own, size_t own_count)
{
    struct guess guess = { .text = fold(mem, password) };

    if (strlen(password) > PASSWORD_MAX_BYTES) {
        return PASSWORD_LONG;
    }
    if (utf8_length(password) < PASSWORD_MIN_CHARACTERS) {
        return PASSWORD_SHORT;
    }
    guess.len = repeated_unit(guess.text, strlen(guess.text));
    take_own(mem, &guess, own, own_count);
    if (guess.len < UNIT_MIN || count_pieces(mem, &guess) <= PIECES_GUESSABLE) {
        return PASSWORD_COMMON;
    }
    return PASSWORD_GOOD;
}

const char *password_fault_label(enum password_fault fault)
{
    static const char *const labels[PASSWORD_FAULT_COUNT] = {
        [PASSWORD_SHORT] = N_("Use at least 15 characters. Several unrelated words work well."),
        [PASSWORD_LONG] = N_("Use at most 128 bytes."),
        [PASSWORD_COMMON] =
            N_("This password is among the first that attackers try. Choose one that is less predictable."),
    };

    return labels[fault];
}
