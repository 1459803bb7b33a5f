#include "engine/learned/retell.h"

#include "base/text.h"
#include "engine/learned/told_script.h"
#include "engine/mini_facts.h"
#include "world/director/check_script.h"
#include "world/director/direct.h"
#include "world/director/extend.h"
#include "world/script/names.h"
#include "world/script/script_json.h"
#include "world/tap/captions.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace hibari::engine {
namespace {

using world::ClipScript;

constexpr std::size_t kNotReadBytesMax = 200;
constexpr std::string_view kFurtherShots = "what comes after the first shot";

/// What was understood, and how long the part of it lasts that is to be made.
struct Reading {
    world::Directed directed;
    double seconds = 0.0;
    std::vector<std::string> left_out = {};
};

/// "A ball bounces for 12 seconds."
bool states_length(const world::Shot& shot) {
    return std::ranges::any_of(shot.actions, [](const world::Action& action) {
        return action.duration_s.has_value();
    });
}

Result<Reading> read_new(const ClipRequest& request, double usual_s) {
    world::DirectOptions options{.seconds = request.seconds, .seed = request.seed};
    if (!request.style.empty()) {
        options.style = world::enum_from_name<world::Style>(request.style);
    }
    world::Directed directed;
    if (request.script) {
        directed = {HIBARI_TRY(world::read_script(*request.script)), Json::object()};
    } else {
        directed = HIBARI_TRY(world::direct(request.prompt, options));
    }
    ClipScript& script = directed.script;
    script.style = options.style.value_or(script.style);
    world::Shot& shot = script.shots.front();
    std::vector<std::string> left_out;
    if (script.shots.size() > 1 || !shot.continuations.empty()) {
        left_out.emplace_back(kFurtherShots);
    }
    shot.continuations.clear();
    script.shots.resize(1);
    const bool states = request.script || states_length(shot);
    const double stated = std::min(static_cast<double>(shot.duration_s), kMiniSecondsMax);
    const double seconds = request.seconds.value_or(states ? stated : usual_s);
    shot.duration_s = static_cast<float>(seconds);
    return Reading{std::move(directed), seconds, std::move(left_out)};
}

/// A take that goes on: of what is added the first part, for as long as all of it lasts.
Result<Reading> read_extension(const ClipRequest& request, double usual_s) {
    const double seconds = request.seconds.value_or(usual_s);
    const ClipScript source = HIBARI_TRY(world::read_script(request.source->script));
    world::Directed directed =
        HIBARI_TRY(world::extend(source, request.prompt, seconds, {.seed = request.seed}));
    ClipScript& script = directed.script;
    script.style = source.style;
    std::vector<std::string> left_out;
    const std::size_t shots = source.shots.size();
    const auto& before = source.shots.back().continuations;
    auto& now = script.shots[shots - 1].continuations;
    if (now.size() > before.size()) {
        now.back().duration_s = static_cast<float>(seconds);
        if (script.shots.size() > shots) {
            left_out.emplace_back(kFurtherShots);
        }
        script.shots.resize(shots);
    } else {
        left_out.emplace_back("the cut to another shot");
        if (script.shots.size() > shots + 1) {
            left_out.emplace_back(kFurtherShots);
        }
        script.shots.resize(shots + 1);
        script.shots.back().duration_s = static_cast<float>(seconds);
    }
    return Reading{std::move(directed), seconds, std::move(left_out)};
}

Json to_array(const std::vector<std::string>& texts) {
    Json array = Json::array();
    for (const std::string& text : texts) {
        array.push_back(text);
    }
    return array;
}

/// The end of a text that the text encoder does not read; empty when it reads all.
std::string not_read(const std::string& text, const RetellOptions& options) {
    std::size_t tokens = 0;
    for (const std::string_view word : split(text, ' ')) {
        tokens += options.tokenizer.ids(word).size();
        if (tokens > options.tokens) {
            const std::string rest =
                text.substr(static_cast<std::size_t>(word.data() - text.data()));
            const bool whole = rest.size() <= kNotReadBytesMax;
            return whole ? rest : utf8_prefix(rest, kNotReadBytesMax) + "...";
        }
    }
    return {};
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

Result<Retold> retell(const ClipRequest& request, const RetellOptions& options) {
    const bool goes_on = is_extension(request) && !request.source->script.is_null();
    Reading reading = HIBARI_TRY(
        goes_on ? read_extension(request, options.usual_s) : read_new(request, options.usual_s)
    );
    ToldScript told = tell_script(reading.directed.script);
    std::ranges::copy(reading.left_out, std::back_inserter(told.left_out));
    Retold retold{
        .text = request.prompt,
        .seconds = reading.seconds,
        .interpretation = std::move(reading.directed.interpretation),
        .script = world::to_json(reading.directed.script),
    };
    const bool retells = trim(request.prompt).empty() || knows_some(told.told, options.tokenizer);
    if (retells) {
        retold.text = world::tap::whole_caption(told.told);
    } else {
        told.left_out.clear();
    }
    retold.interpretation.set("retold", retells);
    retold.interpretation.set("left_out", to_array(told.left_out));
    retold.interpretation.set(
        "unknown_words", to_array(options.tokenizer.unknown_words(retold.text))
    );
    retold.interpretation.set("not_read", not_read(retold.text, options));
    return retold;
}

}  // namespace hibari::engine
