// The shim around ctemplate: nothing throws past it, nothing of C++ is seen outside.
#include "ext/tmpl.h"

#include <ctemplate/per_expand_data.h>
#include <ctemplate/template.h>
#include <ctemplate/template_dictionary_interface.h>
#include <ctemplate/template_emitter.h>

#include <cctype>
#include <cstring>
#include <string>
#include <string_view>
#include <unordered_map>

namespace {

// Keys by marker, and includes that no row names. Filled by tmpl_open, before fork; afterwards only read, but for the names of
// default includes, of which there are as many as templates have.
std::unordered_map<std::string_view, int> keys;

std::string path_of(const char *language, const char *name)
{
    return std::string(language) + "/" + name;
}

const ctemplate::Strip strip = ctemplate::STRIP_BLANK_LINES;

int key_of(const ctemplate::TemplateString &name)
{
    auto found = keys.find(std::string_view(name.data(), name.size()));

    return found == keys.end() ? -1 : found->second;
}

// The text (or the included template) of a key in this row or the nearest around it; for sections, what decides.
const tmpl_entry *find(const tmpl_row *row, int key, bool (*wanted)(tmpl_kind))
{
    for (; row != nullptr && key >= 0; row = row->up) {
        for (size_t i = 0; i < row->count; i++) {
            if (row->entries[i].key == key && wanted(row->entries[i].kind)) {
                return &row->entries[i];
            }
        }
    }
    return nullptr;
}

bool is_text(tmpl_kind kind)
{
    return kind == TMPL_TEXT;
}

bool is_include(tmpl_kind kind)
{
    return kind == TMPL_INCLUDE;
}

bool is_section(tmpl_kind kind)
{
    return kind == TMPL_SHOW || kind == TMPL_HIDE || kind == TMPL_ROWS;
}

class Rows : public ctemplate::TemplateDictionaryInterface {
  public:
    Rows(const tmpl_row *row, const char *language) : row_(row), language_(language)
    {
    }

    void move_to(const tmpl_row *row)
    {
        row_ = row;
    }

  protected:
    ctemplate::TemplateString GetValue(const ctemplate::TemplateString &name) const override
    {
        const tmpl_entry *entry = find(row_, key_of(name), is_text);

        return entry == nullptr ? ctemplate::TemplateString("", 0) : ctemplate::TemplateString(entry->text, entry->len);
    }

    bool IsHiddenSection(const ctemplate::TemplateString &name) const override
    {
        const tmpl_entry *entry = find(row_, key_of(name), is_section);

        return entry == nullptr || entry->kind == TMPL_HIDE || (entry->kind == TMPL_ROWS && entry->first == nullptr);
    }

    bool IsUnhiddenSection(const ctemplate::TemplateString &name) const override
    {
        return !IsHiddenSection(name);
    }

    void DumpToString(std::string *, int) const override
    {
    }

    bool IsHiddenTemplate(const ctemplate::TemplateString &) const override
    {
        return false;
    }

    const char *GetIncludeTemplateName(const ctemplate::TemplateString &name, int) const override
    {
        const tmpl_entry *entry = find(row_, key_of(name), is_include);

        if (entry != nullptr) {
            include_ = path_of(language_, entry->text);
        } else {
            include_ = path_of(language_, "frame/");
            for (const char *c = name.begin(); c != name.end(); c++) {
                include_ += static_cast<char>(std::tolower(static_cast<unsigned char>(*c)));
            }
            include_ += ".tpl";
        }
        return include_.c_str();
    }

    Iterator *CreateTemplateIterator(const ctemplate::TemplateString &name) const override;
    Iterator *CreateSectionIterator(const ctemplate::TemplateString &name) const override;

  private:
    class Walk;

    const tmpl_row *row_;
    const char *language_;
    mutable std::string include_;
};

// Steps over rows, or over one row once.
class Rows::Walk : public Rows::Iterator {
  public:
    Walk(const tmpl_row *first, const char *language, bool once) : next_(first), once_(once), here_(first, language)
    {
    }

    bool HasNext() const override
    {
        return next_ != nullptr;
    }

    const TemplateDictionaryInterface &Next() override
    {
        here_.move_to(next_);
        next_ = once_ ? nullptr : next_->next;
        return here_;
    }

  private:
    const tmpl_row *next_;
    bool once_;
    Rows here_;
};

Rows::Iterator *Rows::CreateTemplateIterator(const ctemplate::TemplateString &) const
{
    return new Walk(row_, language_, true);
}

Rows::Iterator *Rows::CreateSectionIterator(const ctemplate::TemplateString &name) const
{
    const tmpl_entry *entry = find(row_, key_of(name), is_section);

    if (entry != nullptr && entry->kind == TMPL_ROWS) {
        return new Walk(entry->first, language_, false);
    }
    return new Walk(row_, language_, true);
}

class Emitter : public ctemplate::ExpandEmitter {
  public:
    explicit Emitter(const tmpl_sink *sink) : sink_(sink)
    {
    }

    void Emit(char c) override
    {
        sink_->put(sink_->context, &c, 1);
    }

    void Emit(const std::string &s) override
    {
        sink_->put(sink_->context, s.data(), s.size());
    }

    void Emit(const char *s) override
    {
        sink_->put(sink_->context, s, std::strlen(s));
    }

    void Emit(const char *s, size_t len) override
    {
        sink_->put(sink_->context, s, len);
    }

  private:
    const tmpl_sink *sink_;
};

} // namespace

extern "C" void tmpl_open(const char *root, const char *const *key_names, size_t key_count)
{
    for (size_t i = 0; i < key_count; i++) {
        keys[key_names[i]] = static_cast<int>(i);
    }
    ctemplate::Template::SetTemplateRootDirectory(root);
}

extern "C" enum rc tmpl_load(const char *language, const char *name)
{
    try {
        return ctemplate::LoadTemplate(path_of(language, name), strip) ? RC_OK : RC_INVALID;
    } catch (...) {
        return RC_INVALID;
    }
}

extern "C" enum rc tmpl_render(const char *language, const char *name, const struct tmpl_row *row,
                               const struct tmpl_sink *sink)
{
    try {
        Rows rows(row, language);
        Emitter emitter(sink);

        return ctemplate::ExpandWithData(path_of(language, name), strip, &rows, nullptr, &emitter) ? RC_OK : RC_INTERNAL;
    } catch (...) {
        return RC_INTERNAL;
    }
}

extern "C" void tmpl_refresh(void)
{
    try {
        ctemplate::Template::ReloadAllIfChanged();
    } catch (...) {
        return;
    }
}
