#pragma once

// One clip from one shot script: speech, simulation, picture, sound, truth, in that order, shot by
// shot. This is the whole world engine in one function; src/hello shows it step by step.

#include "base/progress.h"
#include "base/result.h"
#include "media/clip_sink.h"
#include "world/render/renderer.h"
#include "world/script/shot_script.h"
#include "world/things/likeness_form.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace hibari::world {

struct MakeClipOptions {
    media::FrameSize size{1280, 720};
    int fps = 30;  ///< 24 or 30
    Quality quality = Quality::kStandard;
    std::uint64_t seed = 0;
    std::filesystem::path truth_folder{};  ///< empty: no truth; asked for, all frames are made
    /// Frames at the start of the clip that exist already: they are simulated, but not drawn. The
    /// sink gets the frames after them, with their numbers in the clip, and the sound of all.
    std::int64_t keep_frames = 0;
    /// The clip file they are in, which the sink is told to keep; empty when it has them.
    std::filesystem::path kept_clip{};
    std::size_t threads = 0;  ///< 0: as many as there are processors
    /// Those that entities of the script name; each must be among them.
    std::vector<const LikenessForm*> likenesses{};
};

/// What a person should hear about the finished clip.
struct MadeClip {
    media::ClipFormat format{};
    std::vector<std::string> notes;  ///< e.g. a line that could not be spoken
};

/// The format of a script's clip: the shots' lengths added up, to the nearest frame.
media::ClipFormat format_of(const ClipScript& script, media::FrameSize size, int fps);

/// Makes the clip into `sink` (begin to finish). Frames stream; the sound of one shot and the
/// timeline of one shot are all that is held. Progress counts the frames that are drawn. Fails with
/// `cancelled` at the next frame or simulation step after a stop request, with `invalid_argument`
/// when more frames are to be kept than there are, with `unsupported` when a continuation asks for
/// something that cannot come in, or truth for a clip of which frames are kept, with
/// `failed_precondition` when the script names a likeness that is not given.
Result<MadeClip> make_clip(
    const ClipScript& script,
    const MakeClipOptions& options,
    media::ClipSink& sink,
    Progress& progress,
    std::stop_token stop
);

}  // namespace hibari::world
