#include "base/check.h"
#include "base/json.h"
#include "models/mini/config.h"
#include "models/mini/tokenizer.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

using namespace hibari;
using namespace hibari::mini;

void try_config(std::string_view text) {
    const Result<Json> json = parse_json(text);
    if (const auto config = json ? read_config(*json) : Result<MiniConfig>(fail(json.error()))) {
        HIBARI_CHECK(config->width % kPixelsPerLatent == 0, config->width);
        HIBARI_CHECK(latent_frames(config->frames) >= 1, config->frames);
    }
}

void try_words(const Tokenizer& tokenizer, std::string_view text) {
    constexpr int kTokens = 48;
    const auto size = static_cast<std::int32_t>(tokenizer.size());
    for (const std::int32_t id : tokenizer.ids(text)) {
        HIBARI_CHECK(id > 0 && id < size, id, size);
    }
    HIBARI_CHECK(tokenizer.encode(text, kTokens).size() == kTokens);
    for (const std::string& word : tokenizer.unknown_words(text)) {
        HIBARI_CHECK(!word.empty());
    }
}

/// The 257 pieces that every vocabulary begins with.
const std::string& bytes_alone() {
    static const std::string kText = [] {
        std::string text = "<pad>\n";
        constexpr std::string_view kDigits = "0123456789ABCDEF";
        for (std::size_t byte = 0; byte < 256; ++byte) {
            text += std::string("<0x") + kDigits[byte / 16] + kDigits[byte % 16] + ">\n";
        }
        return text;
    }();
    return kText;
}

}  // namespace

// The first byte says what the rest is: a config.json, a vocabulary.txt, pieces behind the usual
// ones and a prompt after a zero, or a prompt.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
    switch (data[0] % 4) {
        case 0:
            try_config(text);
            break;
        case 1:
            (void)Tokenizer::parse(text);
            break;
        case 2: {
            const std::size_t cut = std::min(text.find('\0'), text.size());
            const auto tokenizer =
                Tokenizer::parse(bytes_alone() + std::string(text.substr(0, cut)));
            if (tokenizer) {
                try_words(*tokenizer, text.substr(cut));
            }
            break;
        }
        default: {
            static const auto kTokenizer = Tokenizer::parse(bytes_alone());
            HIBARI_CHECK(kTokenizer.has_value());
            try_words(*kTokenizer, text);
        }
    }
    return 0;
}
