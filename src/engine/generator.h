#pragma once

// What every engine is: something that turns a request into frames and sound. The command line, the
// server and the worker know engines only through Generator; a Registry lists those that a program
// has. An engine pushes into a ClipSink as it goes and never holds the clip.

#include "base/json.h"
#include "base/progress.h"
#include "base/result.h"
#include "media/clip_sink.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::engine {

/// How much work goes into a frame.
enum class Quality { kDraft, kStandard, kHigh };

/// "draft", "standard" or "high".
std::string_view to_string(Quality quality);

/// What a request does with the clip that it starts from.
enum class Change {
    /// Make it again, with what the prompt asks to be different and nothing else.
    kRevise,
    /// Let it go on after its last frame; the result is the whole clip.
    kExtend,
};

/// A clip that exists, and that a request starts from.
struct SourceClip {
    Change change = Change::kRevise;
    /// The shot script that was followed; null for a clip that came from elsewhere.
    Json script = nullptr;
    /// Its file, as media::Mp4Writer makes them; may be empty when a script is to be revised.
    std::filesystem::path file = {};
    /// Its last second without the visible mark, pictures alone, where its own pictures have that
    /// mark and the engine reads endings; may be empty.
    std::filesystem::path ending = {};
};

/// How much of a clip's end SourceClip::ending has; less of one that is shorter.
inline constexpr double kEndingSeconds = 1.0;

/// What the owner of a likeness wants to be seen of it wherever it is shown.
struct Wish {
    /// "a fedora", "sunglasses", "happy".
    std::string thing = {};
    /// A clip that does not show it must not be made.
    bool must = false;
};

/// Somebody or something that shall look and sound as in a clip.
struct Character {
    /// What the prompt calls it.
    std::string name = {};
    /// A clip that shows it, as media::Mp4Writer makes them; may be empty.
    std::filesystem::path clip = {};
    /// Its likeness, as likeness::write_pack makes them; may be empty.
    std::filesystem::path pack = {};
    /// Whether it may speak in the voice that the pack holds.
    bool with_voice = true;
    /// Of those who have a pack; engines in processes of their own take none and are not told.
    std::vector<Wish> wishes = {};
};

inline constexpr std::size_t kCharactersMax = 2;

/// What somebody wants.
struct ClipRequest {
    /// What was written, UTF-8. May be empty when a script is given.
    std::string prompt = {};
    /// A shot script to follow instead of reading the prompt.
    std::optional<Json> script = std::nullopt;
    /// Size and rate must be those of the request.
    std::optional<SourceClip> source = std::nullopt;
    /// The picture that the clip begins with, of the same size.
    std::optional<media::Frame> first_frame = std::nullopt;
    /// At most kCharactersMax.
    std::vector<Character> characters = {};
    media::FrameSize size = {1280, 720};
    int fps = 30;
    /// Length, of an extension what it adds; when absent the engine chooses one that suits the
    /// prompt.
    std::optional<double> seconds = std::nullopt;
    /// Style by name; empty leaves it to the prompt.
    std::string style = {};
    std::uint64_t seed = 0;
    Quality quality = Quality::kStandard;
    /// Folder for the exact record of the clip; empty for none.
    std::filesystem::path truth_dir = {};
};

/// Whether a clip is to go on.
bool is_extension(const ClipRequest& request);

/// What came of it.
struct ClipReport {
    media::ClipFormat format = {};
    /// What was understood, what was substituted by what, and what was ignored.
    Json interpretation = {};
    /// The shot script that was followed.
    Json script = {};
};

/// What an engine can do besides making a clip from words.
struct Abilities {
    bool revise = false;       ///< clips of its own
    bool extend = false;       ///< clips of its own
    bool uploads = false;      ///< both for clips from elsewhere, too
    bool first_frame = false;  ///< begin with a picture that is given
    bool characters = false;
    bool reads_ending = false;  ///< extends from the last pictures that are seen, not from a script
};

/// A request read, before anything is simulated or drawn.
struct ClipPlan {
    media::ClipFormat format = {};
    Json interpretation = {};
    Json script = {};
};

/// An engine. Methods may be called from any thread, one at a time per object.
class Generator {
  public:
    virtual ~Generator() = default;

    /// What it is called on the command line: "world".
    virtual std::string_view name() const = 0;

    /// One sentence for people who choose.
    virtual std::string_view description() const = 0;

    /// The styles it knows, in the order they should be listed.
    virtual std::vector<std::string> styles() const = 0;

    virtual Abilities abilities() const = 0;

    /// Says at once whether this engine can do it; limits that hold for all engines, and whether it
    /// has the abilities, are checked before (engine/request_check.h).
    virtual Result<void> check(const ClipRequest& request) const = 0;

    /// Reads the request and says what it would do.
    virtual Result<ClipPlan> plan(const ClipRequest& request) = 0;

    /// Makes the clip: begins and finishes `sink`. A stop request takes effect at the next frame
    /// and gives `cancelled`.
    virtual Result<ClipReport> generate(
        const ClipRequest& request, media::ClipSink& sink, Progress& progress, std::stop_token stop
    ) = 0;
};

/// The engines of a program; the first is the default.
class Registry {
  public:
    /// Names must differ (checked).
    void add(std::unique_ptr<Generator> generator);

    /// The engine of that name; an empty name means the default.
    Result<Generator*> find(std::string_view name) const;

    const std::vector<std::unique_ptr<Generator>>& all() const { return generators_; }

  private:
    std::vector<std::unique_ptr<Generator>> generators_;
};

}  // namespace hibari::engine
