#include <stddef.h>

#include "base/text.h"
#include "providers/provider.h"

#define PROVIDER(code) extern const struct provider provider_##code;
#include "providers/providers.def"
#undef PROVIDER

static const struct provider *const PROVIDERS[] = {
#define PROVIDER(code) &provider_##code,
#include "providers/providers.def"
#undef PROVIDER
};

const struct provider *const *provider_all(size_t *count)
{
    *count = sizeof PROVIDERS / sizeof PROVIDERS[0];
    return PROVIDERS;
}

const struct provider *provider_find(const char *code)
{
    for (size_t i = 0; i < sizeof PROVIDERS / sizeof PROVIDERS[0]; i++) {
        if (text_equal(PROVIDERS[i]->code, code)) {
            return PROVIDERS[i];
        }
    }
    return NULL;
}

const struct provider_family *provider_family_find(const struct provider *provider, const char *code)
{
    for (size_t i = 0; i < provider->family_count; i++) {
        if (text_equal(provider->families[i].code, code)) {
            return &provider->families[i];
        }
    }
    return NULL;
}
