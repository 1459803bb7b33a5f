#include "models/mini/config.h"

#include "base/files.h"

#include <gtest/gtest.h>

namespace hibari::mini {
namespace {

Json toy_config() {
    const auto text = read_file("src/models/mini/testdata/toy/config.json", 1U << 16U);
    EXPECT_TRUE(text);
    return *parse_json(*text);
}

/// The message when the toy's config has `key` of `part` ("" for itself) set to `value`.
std::string message_with(const std::string& part, const std::string& key, Json value) {
    Json json = toy_config();
    Json inner = part.empty() ? json : json.at(part);
    inner.set(key, std::move(value));
    if (!part.empty()) {
        json.set(part, inner);
    } else {
        json = inner;
    }
    const auto config = read_config(json);
    return config ? "" : to_string(config.error());
}

TEST(MiniConfig, ReadsWhatTrainingWrites) {
    const auto config = read_config(toy_config());
    ASSERT_TRUE(config) << to_string(config.error());
    EXPECT_EQ(config->stage, "toy");
    EXPECT_EQ(config->frames, 17);
    EXPECT_EQ(config->denoiser.width, 128);
    EXPECT_EQ(config->video_vae.decoder_widths, (std::vector<int>{16, 8, 8, 8}));
}

TEST(MiniConfig, NamesTheFieldThatIsWrong) {
    EXPECT_NE(message_with("denoiser", "heads", 3).find("64 times heads"), std::string::npos);
    EXPECT_NE(message_with("", "width", 32).find("at least 4096"), std::string::npos);
    EXPECT_NE(message_with("", "width", 100).find("multiples of 32"), std::string::npos);
    EXPECT_NE(message_with("", "frames", 16).find("1 + 8k"), std::string::npos);
    EXPECT_NE(message_with("audio_vae", "hop", 100).find("1000"), std::string::npos);
    EXPECT_NE(message_with("text", "width", 1 << 30).find("text.width"), std::string::npos);
    EXPECT_NE(message_with("text", "magic", 1).find("magic"), std::string::npos);
    EXPECT_NE(
        message_with("video_vae", "decoder_widths", Json::array({1, 2})).find("decoder_widths"),
        std::string::npos
    );
}

TEST(MiniConfig, CountsLatentFrames) {
    EXPECT_EQ(latent_frames(1), 1);
    EXPECT_EQ(latent_frames(9), 2);
    EXPECT_EQ(latent_frames(121), 16);
}

}  // namespace
}  // namespace hibari::mini
