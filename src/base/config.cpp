#include "base/config.h"

#include "base/check.h"
#include "base/text.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <toml++/toml.h>
#include <unistd.h>

extern char** environ;  // POSIX declares it, no header does.

namespace hibari {
namespace {

constexpr std::string_view kPrefix = "HIBARI_";

Error wrong(const Setting& setting, std::string_view source, std::string message) {
    return {
        .code = ErrorCode::kInvalidArgument,
        .message = std::move(message),
        .field = setting.name,
        .hint = "set by " + std::string(source),
    };
}

Result<Json> check_range(const Setting& setting, std::string_view source, Json value) {
    if (value.is_integer() &&
        (value.as_integer() < setting.min || value.as_integer() > setting.max)) {
        const std::string to = setting.max == std::numeric_limits<std::int64_t>::max()
                                   ? " or more"
                                   : " to " + std::to_string(setting.max);
        return fail(wrong(
            setting,
            source,
            "must be " + std::to_string(setting.min) + to + ", is " +
                std::to_string(value.as_integer())
        ));
    }
    const bool chosen =
        !value.is_string() || setting.choices.empty() ||
        std::ranges::find(setting.choices, value.as_string()) != setting.choices.end();
    if (!chosen) {
        std::string message = "must be ";
        for (std::size_t i = 0; i < setting.choices.size(); ++i) {
            message += i == 0 ? "" : (i + 1 == setting.choices.size() ? " or " : ", ");
            message += setting.choices[i];
        }
        return fail(wrong(setting, source, message + ", is '" + value.as_string() + "'"));
    }
    return value;
}

/// A value written as text: in the environment, on the command line.
Result<Json> read_text(const Setting& setting, std::string_view source, std::string_view text) {
    if (setting.fallback.is_bool()) {
        if (text == "true" || text == "1" || text == "false" || text == "0") {
            return Json(text == "true" || text == "1");
        }
        return fail(wrong(setting, source, "must be true or false"));
    }
    if (setting.fallback.is_integer()) {
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc{} || end != text.data() + text.size()) {
            return fail(wrong(setting, source, "must be a whole number"));
        }
        return check_range(setting, source, Json(number));
    }
    return check_range(setting, source, Json(text));
}

Result<Json> read_node(const Setting& setting, std::string_view source, const toml::node& node) {
    if (setting.fallback.is_bool()) {
        if (const auto value = node.value_exact<bool>()) {
            return Json(*value);
        }
        return fail(wrong(setting, source, "must be true or false"));
    }
    if (setting.fallback.is_integer()) {
        if (const auto value = node.value_exact<std::int64_t>()) {
            return check_range(setting, source, Json(*value));
        }
        return fail(wrong(setting, source, "must be a whole number"));
    }
    if (const auto value = node.value_exact<std::string>()) {
        return check_range(setting, source, Json(*value));
    }
    return fail(wrong(setting, source, "must be a text in quotes"));
}

Result<const Setting*> find_setting(
    const std::vector<Setting>& schema, std::string_view name, std::string_view source
) {
    const auto found = std::ranges::find(schema, name, &Setting::name);
    if (found != schema.end()) {
        return &*found;
    }
    std::vector<std::string_view> names;
    for (const Setting& setting : schema) {
        names.emplace_back(setting.name);
    }
    const std::string_view nearest = nearest_word(name, names);
    return fail(
        {.code = ErrorCode::kInvalidArgument,
         .message = "there is no setting of this name (" + std::string(source) + ")",
         .field = std::string(name),
         .hint = nearest.empty() ? "" : "did you mean " + std::string(nearest) + "?"}
    );
}

using Values = std::map<std::string, Json, std::less<>>;

Result<void> take_table(
    const std::vector<Setting>& schema,
    const toml::table& table,
    const std::string& prefix,
    const std::string& source,
    Values& values
) {
    for (const auto& [key, node] : table) {
        const std::string name = prefix + std::string(key.str());
        if (const toml::table* inner = node.as_table(); inner != nullptr && prefix.empty()) {
            HIBARI_TRY(take_table(schema, *inner, name + ".", source, values));
            continue;
        }
        const Setting* setting = HIBARI_TRY(find_setting(schema, name, source));
        values[name] = HIBARI_TRY(read_node(*setting, source, node));
    }
    return {};
}

Result<void> take_file(
    const std::vector<Setting>& schema, const std::filesystem::path& file, Values& values
) {
    const std::string source = "'" + file.string() + "'";
    try {
        const toml::table table = toml::parse_file(file.string());
        return take_table(schema, table, "", source, values);
    } catch (const toml::parse_error& error) {
        const auto line = error.source().begin.line;
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = source + (line > 0 ? ", line " + std::to_string(line) : "") + ": " +
                        std::string(error.description()),
             .hint = "'hibari serve --example-config' prints a file that is right"}
        );
    }
}

}  // namespace

Result<Config> Config::load(const std::vector<Setting>& schema, const ConfigSources& sources) {
    Config config;
    for (const Setting& setting : schema) {
        HIBARI_CHECK(setting.name.find('.') != std::string::npos, setting.name);
        config.values_[setting.name] = setting.fallback;
    }
    if (!sources.file.empty()) {
        HIBARI_TRY(take_file(schema, sources.file, config.values_));
    }
    for (const Setting& setting : schema) {
        const std::string variable = environment_name(setting.name);
        const auto found = sources.environment.find(variable);
        if (found != sources.environment.end()) {
            config.values_[setting.name] = HIBARI_TRY(read_text(setting, variable, found->second));
        }
    }
    for (const auto& [name, text] : sources.flags) {
        const Setting* setting = HIBARI_TRY(find_setting(schema, name, "command line"));
        config.values_[name] = HIBARI_TRY(read_text(*setting, "the command line", text));
    }
    return config;
}

const Json& Config::value(std::string_view name) const {
    const auto found = values_.find(name);
    HIBARI_CHECK(found != values_.end(), name);
    return found->second;
}

std::int64_t Config::integer(std::string_view name) const {
    return value(name).as_integer();
}

bool Config::boolean(std::string_view name) const {
    return value(name).as_bool();
}

const std::string& Config::text(std::string_view name) const {
    return value(name).as_string();
}

std::string environment_name(std::string_view setting) {
    std::string name(kPrefix);
    for (const char c : setting) {
        name += c == '.' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    }
    return name;
}

std::map<std::string, std::string> hibari_environment() {
    std::map<std::string, std::string> variables;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string_view text = *entry;
        const std::size_t equals = text.find('=');
        if (text.starts_with(kPrefix) && equals != std::string_view::npos) {
            variables.emplace(text.substr(0, equals), text.substr(equals + 1));
        }
    }
    return variables;
}

std::string example_config(const std::vector<Setting>& schema) {
    std::string file;
    std::string table;
    for (const Setting& setting : schema) {
        const std::size_t dot = setting.name.find('.');
        const std::string here = setting.name.substr(0, dot);
        if (here != table) {
            file += (table.empty() ? "[" : "\n[") + here + "]\n";
            table = here;
        }
        file += "# " + setting.help;
        for (std::size_t i = 0; i < setting.choices.size(); ++i) {
            file += (i == 0 ? " One of: " : ", ") + setting.choices[i];
        }
        file += setting.choices.empty() ? "\n" : ".\n";
        file += "# " + setting.name.substr(dot + 1) + " = " + to_string(setting.fallback) + "\n";
    }
    return file;
}

}  // namespace hibari
