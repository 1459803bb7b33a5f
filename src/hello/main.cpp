// Hello, Hibari: from a prompt to an MP4, one step after another.
//
//     hibari-hello "a red ball bounces on a wooden floor" ball.mp4
//
// This is the whole world engine without options, progress bars or an engine interface around it.
// Read it from top to bottom; each step names the header to read next. The real program does the
// same in src/world/make_clip.cpp.

#include "base/threads.h"
#include "media/mp4_writer.h"
#include "world/director/direct.h"
#include "world/physics/simulate.h"
#include "world/render/renderer.h"
#include "world/render/styles/develop.h"
#include "world/sound/mixer.h"
#include "world/sound/speech.h"

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string_view>

namespace {

using namespace hibari;

// Everything random in a clip comes from this one number: the same prompt and seed give the same
// frames.
constexpr std::uint64_t kSeed = 1;
constexpr int kFps = 30;
constexpr media::FrameSize kSize{640, 360};

// A function that can fail returns Result<T>. HIBARI_TRY hands the value on, or returns the error
// from here: no exceptions, no error codes to forget (base/result.h).
Result<void> make_clip(std::string_view prompt, const char* path) {
    // 1. The director reads the prompt. What comes back is a shot script: who is there, what
    //    happens and how it ends, where, in what light, how the camera looks at it. Plain data, and
    //    printable as JSON (world/script/shot_script.h). `interpretation` says what was understood,
    //    what was replaced by something near, and what was ignored.
    const world::Directed directed =
        HIBARI_TRY(world::direct(prompt, {.seconds = 4.0, .seed = kSeed}));
    const world::ClipScript& script = directed.script;
    const world::Shot& shot = script.shots.front();  // one shot is enough for a hello
    std::printf("%s\n", to_string(directed.interpretation, 2).c_str());

    // 2. Lines are spoken first, because mouths must know their phonemes before anybody moves
    //    (world/sound/speech.h).
    const world::Speech speech = HIBARI_TRY(world::speak(shot, {.seed = kSeed}));

    // 3. The simulation. A stage puts things where the script's relations want them, performers
    //    animate people and animals, a rigid-body solver does the rest. The result is the timeline:
    //    every pose at 120 Hz, every contact with its impulse, every event, the camera's way
    //    (world/timeline/timeline.h). If a shot must miss, the stage tries throws in a small copy
    //    of the world until one really misses.
    const world::Timeline timeline = HIBARI_TRY(world::simulate(
        shot,
        {
            .seed = kSeed,
            .aspect = static_cast<float>(kSize.width) / static_cast<float>(kSize.height),
            .style = script.style,
            .utterances = speech.utterances,
        }
    ));

    // 4. A file to put it in. An MP4 appears under its name only when it is complete; until then an
    //    older file of that name stays (media/mp4_writer.h).
    const media::ClipFormat format =
        media::clip_format(kSize, kFps, static_cast<double>(shot.duration_s));
    const std::unique_ptr<media::ClipSink> file =
        HIBARI_TRY(media::Mp4Writer::create(path, {.existing = Existing::kReplace}));
    HIBARI_TRY(file->begin(format));

    // 5. The sound of the same contacts: modal synthesis by material and impulse, speech, ambience,
    //    music, as heard from the camera (world/sound/mixer.h).
    const media::AudioBuffer audio = HIBARI_TRY(world::mix(
        timeline, speech, shot, {.seed = kSeed, .music = script.music, .style = script.style}
    ));
    HIBARI_TRY(file->push_audio(audio));

    // 6. The picture. For each frame the renderer casts rays at analytic shapes and fills a
    //    geometry buffer: light, albedo, depth, normals, motion (world/render/gbuffer.h). The
    //    developer turns that into a frame in the style of the clip. Then the frame is encoded and
    //    forgotten: memory does not grow with the length of a clip.
    ThreadPool pool("render");
    const std::unique_ptr<world::Renderer> renderer = HIBARI_TRY(world::Renderer::create(
        timeline,
        {
            .width = kSize.width,
            .height = kSize.height,
            .fps = kFps,
            .quality = world::Quality::kDraft,
            .modelling = world::modelling_of(script.style),
        }
    ));
    world::Developer developer(script.style, kFps, kSeed, pool);
    world::GBuffer geometry;
    media::Frame frame(kSize);
    for (int i = 0; i < format.frame_count; ++i) {
        HIBARI_TRY(renderer->trace(i, geometry, {}));
        const world::CameraPose& camera =
            timeline.camera[static_cast<std::size_t>(i * world::kSampleRateHz / kFps)];
        developer.develop(geometry, camera, timeline.environment, i, frame);
        HIBARI_TRY(file->push_frame(frame));
    }

    // 7. Index to the front, sync, rename. Done.
    return file->finish();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fprintf(stderr, "usage: hibari-hello PROMPT FILE.mp4\n");
        return 2;
    }
    const Result<void> made = make_clip(argv[1], argv[2]);
    if (!made) {
        std::fprintf(stderr, "hibari-hello: %s\n", to_string(made.error()).c_str());
        return 1;
    }
    return 0;
}
