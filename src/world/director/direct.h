// The director: free English in, a shot script out.
//
// The way of a prompt: normalise (UTF-8, quotes, emoji) → tokens → sections (shots, labels) → read
// each shot (reader.h) → finish (what goes without saying, places, lengths, ids). The result also
// says how the prompt was read: what was understood, what stands in for what, what was ignored,
// what was assumed. Prompts cannot crash it; the same prompt and options always give the same
// script.
#pragma once

#include "base/json.h"
#include "base/result.h"
#include "world/director/nouns.h"
#include "world/script/shot_script.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace hibari::world {

/// Longest prompt in code points.
constexpr std::size_t kPromptLettersMax = 32'000;

struct DirectorWords;

struct DirectOptions {
    std::optional<double> seconds = std::nullopt;  ///< wanted length of the whole clip
    std::uint64_t seed = 0;
    std::optional<Style> style = std::nullopt;  ///< overrides what the prompt says
    /// Folder of WordNet's dict files. Without it unknown words are ignored instead of replaced.
    std::string wordnet_folder = "/usr/share/wordnet";
    /// The nouns that can be shown; null: everything in the catalogue.
    const Nouns* nouns = nullptr;
};

struct Directed {
    ClipScript script;
    Json interpretation;  ///< see notes.h
};

/// A director that keeps its dictionary between prompts (building it takes a millisecond or two).
/// Not for several threads at once.
class Director {
  public:
    explicit Director(
        const std::string& wordnet_folder = DirectOptions{}.wordnet_folder,
        const Nouns* nouns = nullptr
    );
    ~Director();
    Director(const Director&) = delete;
    Director& operator=(const Director&) = delete;

    /// As the function below; the options' nouns and WordNet folder do not count here.
    Result<Directed> direct(std::string_view prompt, const DirectOptions& options);
    /// As the functions of that name in revise.h and extend.h.
    Result<Directed> revise(
        const ClipScript& source, std::string_view prompt, const DirectOptions& options
    );
    Result<Directed> extend(
        const ClipScript& source,
        std::string_view prompt,
        double seconds,
        const DirectOptions& options
    );

  private:
    std::unique_ptr<DirectorWords> words_;
};

/// Errors: kInvalidArgument for an empty or too long prompt, kUnsupported for one without any
/// words the director can read.
Result<Directed> direct(std::string_view prompt, const DirectOptions& options = {});

}  // namespace hibari::world
