/* fontconfig 2.14 loses 288 bytes when a font map is freed: its own, once per process. */
const char *__lsan_default_suppressions(void);

const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\n";
}

/* The list of what was suppressed would stand between the results of each test. */
const char *__lsan_default_options(void);

const char *__lsan_default_options(void)
{
    return "print_suppressions=0";
}
