#pragma once

// Settings of a program, from one schema. Every setting has a dotted name, a type, a default, its
// limits and a sentence; they come from a TOML file, the environment and flags, the later ones
// winning, and are checked in one place with the same messages. The commented example file is
// printed from the schema, so it cannot be out of date.

#include "base/json.h"
#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace hibari {

/// One setting. The type of `fallback` (boolean, integer or text) is the type of the setting.
struct Setting {
    /// "server.port": a table and a key.
    std::string name;
    Json fallback;
    /// One sentence for the example file.
    std::string help;
    std::int64_t min = 0;
    std::int64_t max = std::numeric_limits<std::int64_t>::max();
    /// For texts: what it may be; empty for anything.
    std::vector<std::string> choices = {};
    /// Not shown by `example` with its value, nor by messages.
    bool secret = false;
};

/// Where values come from. Names are those of settings; `environment` holds variables as they are.
struct ConfigSources {
    /// TOML; empty for none. A file that is named must exist.
    std::filesystem::path file = {};
    /// "HIBARI_SERVER_PORT" sets server.port.
    std::map<std::string, std::string> environment = {};
    /// "server.port" → "8080".
    std::map<std::string, std::string> flags = {};
};

/// The settings with their values; all are present.
class Config {
  public:
    /// Fails on unknown names (offering the nearest), wrong types and values beyond their limits.
    static Result<Config> load(const std::vector<Setting>& schema, const ConfigSources& sources);

    // Each needs a setting of its type and name to exist (checked).
    std::int64_t integer(std::string_view name) const;
    bool boolean(std::string_view name) const;
    const std::string& text(std::string_view name) const;

  private:
    const Json& value(std::string_view name) const;

    std::map<std::string, Json, std::less<>> values_;
};

/// "HIBARI_SERVER_PORT" for "server.port".
std::string environment_name(std::string_view setting);

/// The variables of this process whose names begin with HIBARI_.
std::map<std::string, std::string> hibari_environment();

/// A TOML file with every setting at its default, commented.
std::string example_config(const std::vector<Setting>& schema);

}  // namespace hibari
