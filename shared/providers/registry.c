#include <stddef.h>

#include "base/text.h"
#include "providers/provider.h"

#define PROVIDER(code) extern const struct provider provider_##code;
#include "providers/providers.def"
#undef PROVIDER

static const struct provider *const providers[] = {
#define PROVIDER(code) &provider_##code,
#include "providers/providers.def"
#undef PROVIDER
};

const struct provider *const *provider_all(size_t *count)
{
    *count = sizeof providers / sizeof providers[0];
    return providers;
}

const struct provider *provider_find(const char *code)
{
    for (size_t i = 0; i < sizeof providers / sizeof providers[0]; i++) {
        if (text_equal(providers[i]->code, code)) {
            return providers[i];
        }
    }
    return NULL;
}

const struct provider_family *provider_family_find(const struct provider *provider, const char *code)
{
    for (size_t i = 0; i < provider->family_count; i++) {
        if (text_equal(provider->families[i].rules->code, code)) {
            return &provider->families[i];
        }
    }
    return NULL;
}
