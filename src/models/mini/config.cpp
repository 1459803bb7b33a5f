#include "models/mini/config.h"

#include "base/json_reader.h"

namespace hibari::mini {
namespace {

constexpr int kWidthMax = 4096;
constexpr int kCountMax = 64;

Result<int> whole(const JsonReader& json, std::string_view key, int min, int max) {
    return static_cast<int>(HIBARI_TRY(json.integer(key, {.min = min, .max = max})));
}

Result<std::vector<int>> levels(const JsonReader& json, std::string_view key, int max) {
    std::vector<int> numbers;
    const auto items = HIBARI_TRY(json.array(key, {.size_min = 4, .size_max = 4}));
    for (const JsonReader& item : items) {
        const auto number = HIBARI_TRY(item.as_integer({.min = 1, .max = max}));
        numbers.push_back(static_cast<int>(number));
    }
    return numbers;
}

Result<VideoVaeConfig> read_video(const JsonReader& json) {
    HIBARI_TRY(json.allow(
        {"latent_channels", "encoder_widths", "encoder_blocks", "decoder_widths", "decoder_blocks"}
    ));
    VideoVaeConfig config;
    config.latent_channels = HIBARI_TRY(whole(json, "latent_channels", 1, 512));
    config.encoder_widths = HIBARI_TRY(levels(json, "encoder_widths", kWidthMax));
    config.encoder_blocks = HIBARI_TRY(levels(json, "encoder_blocks", kCountMax));
    config.decoder_widths = HIBARI_TRY(levels(json, "decoder_widths", kWidthMax));
    config.decoder_blocks = HIBARI_TRY(levels(json, "decoder_blocks", kCountMax));
    return config;
}

Result<AudioVaeConfig> read_audio(const JsonReader& json) {
    HIBARI_TRY(json.allow(
        {"latent_channels",
         "window",
         "hop",
         "frames_per_latent",
         "encoder_width",
         "encoder_blocks",
         "decoder_width",
         "decoder_blocks"}
    ));
    AudioVaeConfig config;
    config.latent_channels = HIBARI_TRY(whole(json, "latent_channels", 1, 512));
    config.window = HIBARI_TRY(whole(json, "window", 16, 4096));
    config.hop = HIBARI_TRY(whole(json, "hop", 1, 1000));
    config.frames_per_latent = HIBARI_TRY(whole(json, "frames_per_latent", 1, 1000));
    config.encoder_width = HIBARI_TRY(whole(json, "encoder_width", 1, kWidthMax));
    config.encoder_blocks = HIBARI_TRY(whole(json, "encoder_blocks", 1, kCountMax));
    config.decoder_width = HIBARI_TRY(whole(json, "decoder_width", 1, kWidthMax));
    config.decoder_blocks = HIBARI_TRY(whole(json, "decoder_blocks", 1, kCountMax));
    if (config.hop * config.frames_per_latent != kSamplesPerFrame) {
        return fail(json.error("hop * frames_per_latent must be 1000, the samples of one frame"));
    }
    if (config.window <= config.hop || config.window % 2 != 0) {
        return fail(json.error("window must be even and longer than the hop"));
    }
    return config;
}

Result<TextConfig> read_text(const JsonReader& json) {
    HIBARI_TRY(json.allow({"vocabulary", "tokens", "width", "layers", "heads", "feed_forward"}));
    TextConfig config;
    config.vocabulary = HIBARI_TRY(whole(json, "vocabulary", 2, kVocabularyMax));
    config.tokens = HIBARI_TRY(whole(json, "tokens", 1, 1024));
    config.width = HIBARI_TRY(whole(json, "width", 1, kWidthMax));
    config.layers = HIBARI_TRY(whole(json, "layers", 1, kCountMax));
    config.heads = HIBARI_TRY(whole(json, "heads", 1, kCountMax));
    config.feed_forward = HIBARI_TRY(whole(json, "feed_forward", 1, 4 * kWidthMax));
    if (config.width % config.heads != 0) {
        return fail(json.error("width must be a multiple of heads"));
    }
    return config;
}

Result<DenoiserConfig> read_denoiser(const JsonReader& json) {
    HIBARI_TRY(json.allow(
        {"layers",
         "width",
         "heads",
         "video_feed_forward",
         "shared_feed_forward",
         "registers",
         "guidance_input",
         "step_input"}
    ));
    DenoiserConfig config;
    config.layers = HIBARI_TRY(whole(json, "layers", 1, kCountMax));
    config.width = HIBARI_TRY(whole(json, "width", 1, kWidthMax));
    config.heads = HIBARI_TRY(whole(json, "heads", 1, kCountMax));
    config.video_feed_forward = HIBARI_TRY(whole(json, "video_feed_forward", 1, 4 * kWidthMax));
    config.shared_feed_forward = HIBARI_TRY(whole(json, "shared_feed_forward", 1, 4 * kWidthMax));
    config.registers = HIBARI_TRY(whole(json, "registers", 0, 1024));
    config.guidance_input = HIBARI_TRY(json.boolean("guidance_input", false));
    config.step_input = HIBARI_TRY(json.boolean("step_input", false));
    constexpr int kHead = 64;
    if (config.width != config.heads * kHead) {
        return fail(json.error("width must be 64 times heads"));
    }
    return config;
}

}  // namespace

Result<MiniConfig> read_config(const Json& json) {
    const JsonReader reader(json, "config.json");
    HIBARI_TRY(reader.allow(
        {"format",
         "version",
         "stage",
         "knows",
         "width",
         "height",
         "frames",
         "steps",
         "plan_steps",
         "shift",
         "guidance",
         "video_vae",
         "audio_vae",
         "text",
         "denoiser"}
    ));
    MiniConfig config;
    config.stage = HIBARI_TRY(reader.string("stage", {.size_max = 64}));
    config.knows = HIBARI_TRY(reader.string("knows", {.size_max = 500}));
    config.width = HIBARI_TRY(whole(reader, "width", kPixelsPerLatent, 4096));
    config.height = HIBARI_TRY(whole(reader, "height", kPixelsPerLatent, 4096));
    config.frames = HIBARI_TRY(whole(reader, "frames", 1, 1001));
    config.steps = HIBARI_TRY(whole(reader, "steps", 1, 100));
    config.plan_steps = HIBARI_TRY(whole(reader, "plan_steps", 1, 100));
    config.shift = HIBARI_TRY(reader.number("shift", {.min = 0.1, .max = 100.0}));
    config.guidance = HIBARI_TRY(reader.number("guidance", {.min = 1.0, .max = 11.0}));
    config.video_vae = HIBARI_TRY(read_video(HIBARI_TRY(reader.object("video_vae"))));
    config.audio_vae = HIBARI_TRY(read_audio(HIBARI_TRY(reader.object("audio_vae"))));
    config.text = HIBARI_TRY(read_text(HIBARI_TRY(reader.object("text"))));
    config.denoiser = HIBARI_TRY(read_denoiser(HIBARI_TRY(reader.object("denoiser"))));
    if (config.width % kPixelsPerLatent != 0 || config.height % kPixelsPerLatent != 0) {
        return fail(reader.error("width and height must be multiples of 32"));
    }
    constexpr int kLatentsMin = 4;
    if (config.width / kPixelsPerLatent * (config.height / kPixelsPerLatent) < kLatentsMin) {
        return fail(reader.error("width times height must be at least 4096"));
    }
    if (config.frames % kFramesPerLatent != 1) {
        return fail(reader.error("frames must be 1 + 8k"));
    }
    return config;
}

}  // namespace hibari::mini
