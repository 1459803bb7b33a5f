#include "world/director/reader_words.h"

#include "base/text.h"
#include "world/director/lexicon/tables.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace hibari::world {
namespace {

constexpr std::string_view kWomenNames =
    "anna|emma|mary|sarah|lisa|maria|julia|lucy|alice|sophie|sophia|olivia|mia|ella|lily|grace|"
    "kate|jane|susan|laura|emily|chloe|hannah|"
    "eva|eve|nina|rosa|clara|amy|zoe|ava|isabella|claire|helen|linda|karen|betty|nancy|rachel|"
    "rebecca|lena|lina|nora|rita|sofia|heidi|greta|leila|amina|maya|luna|elena|sara|ingrid|yuki|"
    "aisha|"
    "fatima|priya|mei|juliet|marie|charlotte|amelia|daisy|rose|ruby|violet|molly|jenny|diana|"
    "victoria|elizabeth|margaret";
constexpr std::string_view kMenNames =
    "john|bob|tom|max|jack|james|david|mike|michael|paul|peter|mark|sam|ben|dan|daniel|alex|leo|"
    "henry|george|charlie|oliver|harry|joe|adam|"
    "luke|noah|liam|ethan|lucas|carlos|jose|juan|marco|luigi|mario|hans|erik|lars|sven|ivan|kenji|"
    "hiro|lukas|jonas|pedro|pablo|diego|hassan|yusuf|ali|omar|ahmed|raj|wei|romeo|frank|"
    "bill|steve|kevin|brian|eric|robert|richard|tim|jim|fred|larry|gary|arthur|walter|oscar|felix|"
    "simon|victor|hugo|theo|dave|matt|chris";

}  // namespace

const std::string_view kBe = "is|are|was|were|be|been|being|am|gets|get|got|getting|becomes|become";
const std::string_view kAuxiliary =
    "will|would|can|could|may|might|must|should|shall|does|do|did|has|have|had";

const std::string_view kHeardSources =
    "crowd|audience|spectators|fans|onlookers|supporters|siren|sirens|alarm|thunder|traffic|phone|"
    "telephone|clock|buzzer|whistle|"
    "crickets|seagulls|wind|bell|bells|stadium|arena|fireworks|engine|insects|cicadas|frogs|horn|"
    "horns|everyone|spectator|fan|public|viewers|flames|fire";

bool listed(std::string_view words, std::string_view word) {
    for (std::size_t begin = 0; begin <= words.size();) {
        const std::size_t end = std::min(words.find('|', begin), words.size());
        if (words.substr(begin, end - begin) == word) {
            return true;
        }
        begin = end + 1;
    }
    return false;
}

Gender gender_of_name(std::string_view name) {
    return listed(kWomenNames, name) ? Gender::kWoman
           : listed(kMenNames, name) ? Gender::kMan
                                     : Gender::kUnspecified;
}

Vec3 linear_color(std::uint32_t srgb) {
    const auto channel = [](std::uint32_t byte) {
        const float c = static_cast<float>(byte & 0xFFU) / 255.0F;
        return c <= 0.04045F ? c / 12.92F : std::pow((c + 0.055F) / 1.055F, 2.4F);
    };
    return {channel(srgb >> 16U), channel(srgb >> 8U), channel(srgb)};
}

std::optional<Vec3> color_named(std::string_view word) {
    for (const ColorRow& row : color_rows()) {
        if (row.srgb != 0 && listed(row.words, word)) {
            return linear_color(row.srgb);
        }
    }
    return std::nullopt;
}

bool same_color(const std::optional<Vec3>& a, const std::optional<Vec3>& b) {
    return a && b && length(*a - *b) < 0.02F;
}

bool is_trick(Verb verb) {
    switch (verb) {
        case Verb::kBackflip:
        case Verb::kFrontFlip:
        case Verb::kCartwheel:
        case Verb::kHandstand:
        case Verb::kPirouette:
        case Verb::kSpin:
        case Verb::kBalance:
        case Verb::kOllie:
        case Verb::kKickflip:
        case Verb::kGrind:
        case Verb::kSurf:
        case Verb::kSnowboard:
        case Verb::kPaddle:
        case Verb::kPushBoard:
        case Verb::kCycle:
        case Verb::kSkate:
        case Verb::kJump:
        case Verb::kClimb:
        case Verb::kDive:
        case Verb::kRide:
            return true;
        default:
            return false;
    }
}

Verb riding_verb(std::string_view called) {
    constexpr std::pair<std::string_view, Verb> kRiders[] = {
        {"skier", Verb::kSnowboard},
        {"snowboarder", Verb::kSnowboard},
        {"skateboarder", Verb::kPushBoard},
        {"longboarder", Verb::kPushBoard},
        {"surfer", Verb::kSurf},
        {"paddleboarder", Verb::kPaddle},
        {"rower", Verb::kPaddle},
        {"canoeist", Verb::kPaddle},
        {"kayaker", Verb::kPaddle},
        {"cyclist", Verb::kCycle},
        {"biker", Verb::kCycle},
        {"bmx", Verb::kCycle},
        {"bicyclist", Verb::kCycle},
    };
    const std::string lower = to_lower(called);
    for (const std::string_view word : split(lower, ' ')) {
        for (const auto& [rider, verb] : kRiders) {
            if (word == rider ||
                (word.ends_with('s') && word.substr(0, word.size() - 1) == rider)) {
                return verb;
            }
        }
    }
    return Verb::kStay;
}

Verb verb_of_mount(std::string_view kind) {
    return kind == "bicycle"                      ? Verb::kCycle
           : kind == "skateboard"                 ? Verb::kPushBoard
           : kind == "snowboard" || kind == "ski" ? Verb::kSnowboard
           : kind == "surfboard"                  ? Verb::kSurf
           : kind == "paddleboard"                ? Verb::kPaddle
           : kind == "sailboat" || kind == "ship" ? Verb::kSail
                                                  : Verb::kStay;
}

std::string_view mount_of(Verb verb) {
    switch (verb) {
        case Verb::kSnowboard:
            return "snowboard";
        case Verb::kPushBoard:
        case Verb::kOllie:
        case Verb::kKickflip:
        case Verb::kGrind:
            return "skateboard";
        case Verb::kSurf:
            return "surfboard";
        case Verb::kPaddle:
            return "paddleboard";
        case Verb::kCycle:
            return "bicycle";
        default:
            return {};
    }
}

bool is_sending(Verb verb) {
    return verb == Verb::kThrow || verb == Verb::kKick || verb == Verb::kShoot ||
           verb == Verb::kDunk || verb == Verb::kBowl || verb == Verb::kBat;
}

Via via_of(std::string_view words) {
    const auto has = [&](std::string_view part) {
        return words.find(part) != std::string_view::npos;
    };
    if (has("over the ") || has("nothing but net") || has("swish") || has("air ball") ||
        has("airball") || has("wide") || has("short")) {
        return Via::kClean;
    }
    if (has("backboard") || has("glass") || has("bank")) {
        return Via::kBoard;
    }
    const bool frame = has("post") || has(" bar") || has("crossbar") || has("woodwork") ||
                       has(" rim") || has("rattle") || has("rim out") || has("lip out");
    return frame ? Via::kFrame : Via::kNone;
}

bool happens_to_things(Verb verb) {
    switch (verb) {
        case Verb::kStay:
        case Verb::kFall:
        case Verb::kBounce:
        case Verb::kRoll:
        case Verb::kSlide:
        case Verb::kHit:
        case Verb::kTopple:
        case Verb::kSwing:
        case Verb::kFloat:
        case Verb::kSink:
        case Verb::kSpin:
        case Verb::kFly:
        case Verb::kLaunch:
        case Verb::kExplode:
        case Verb::kDrive:
        case Verb::kSail:
            return true;
        default:
            return false;
    }
}

bool is_aimed(Verb verb) {
    return is_sending(verb) || verb == Verb::kCatch;
}

bool is_steady(Verb verb) {
    switch (verb) {
        case Verb::kStay:
        case Verb::kStand:
        case Verb::kSit:
        case Verb::kLie:
        case Verb::kLook:
        case Verb::kSmile:
        case Verb::kFrown:
        case Verb::kHold:
        case Verb::kJuggle:
        case Verb::kFloat:
        case Verb::kSwing:
        case Verb::kFly:
        case Verb::kGraze:
        case Verb::kWag:
        case Verb::kFlap:
        case Verb::kDance:
        case Verb::kSwim:
        case Verb::kSail:
        case Verb::kPlayInstrument:
        case Verb::kRead:
        case Verb::kEat:
        case Verb::kDrink:
        case Verb::kChirp:
        case Verb::kWalk:
        case Verb::kDrive:
        case Verb::kCycle:
        case Verb::kClap:
        case Verb::kSing:
        case Verb::kTalk:
            return true;
        default:
            return false;
    }
}

}  // namespace hibari::world
