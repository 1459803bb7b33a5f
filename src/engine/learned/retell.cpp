#include "engine/learned/retell.h"

#include "base/rng.h"
#include "base/text.h"
#include "engine/learned/told_script.h"
#include "world/director/check_script.h"
#include "world/director/direct.h"
#include "world/script/names.h"
#include "world/script/script_json.h"
#include "world/tap/captions.h"

#include <algorithm>
#include <utility>

namespace hibari::engine {
namespace {

// The same script is always told in the same words.
constexpr std::uint64_t kWordsSeed = 0;
constexpr std::size_t kLong = 0;
constexpr std::size_t kShort = 1;
// Of the text encoder; what is beyond is not read.
constexpr std::size_t kTokens = 48;

Result<world::Directed> read(const ClipRequest& request) {
    if (request.script) {
        return world::Directed{HIBARI_TRY(world::read_script(*request.script)), Json::object()};
    }
    const bool wordless = trim(request.prompt).empty();
    if (wordless && request.source && !request.source->script.is_null()) {
        return world::Directed{
            HIBARI_TRY(world::read_script(request.source->script)), Json::object()
        };
    }
    world::DirectOptions options{.seconds = request.seconds, .seed = request.seed};
    if (!request.style.empty()) {
        options.style = world::enum_from_name<world::Style>(request.style);
    }
    return world::direct(request.prompt, options);
}

Json to_array(const std::vector<std::string>& texts) {
    Json array = Json::array();
    for (const std::string& text : texts) {
        array.push_back(text);
    }
    return array;
}

/// Whether the vocabulary has a word for any of the things.
bool knows_some(const world::tap::Told& told, const mini::Tokenizer& tokenizer) {
    return std::ranges::any_of(told.things, [&](const world::tap::ToldThing& thing) {
        std::string words = thing.kind;
        std::ranges::replace(words, '_', ' ');
        return tokenizer.unknown_words(words).empty();
    });
}

}  // namespace

Result<Retold> retell(const ClipRequest& request, const mini::Tokenizer& tokenizer) {
    world::Directed directed = HIBARI_TRY(read(request));
    ToldScript told = tell_script(directed.script);
    Retold retold{
        .text = request.prompt,
        .interpretation = std::move(directed.interpretation),
        .script = world::to_json(directed.script),
    };
    const bool known = knows_some(told.told, tokenizer);
    if (known) {
        const auto captions = world::tap::captions_of(told.told, Rng(kWordsSeed));
        const bool fits = tokenizer.ids(captions[kLong]).size() <= kTokens;
        retold.text = captions[fits ? kLong : kShort];
    }
    retold.interpretation.set("retold", known);
    retold.interpretation.set("left_out", to_array(told.left_out));
    retold.interpretation.set("unknown_words", to_array(tokenizer.unknown_words(retold.text)));
    return retold;
}

}  // namespace hibari::engine
