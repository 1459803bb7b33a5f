#include "cli/showcase_cases.h"

#include "base/files.h"
#include "base/text.h"
#include "base/vec.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <optional>
#include <sstream>

namespace hibari::cli {
namespace {

constexpr std::size_t kCasesMax = 1000;
constexpr JsonLimits kTruthLimits{.size_bytes_max = 256U << 20U, .depth_max = 32};
/// "turns" and "topples" mean more than this.
constexpr float kTurnedRad = 1.2F;
/// "rises" means more than half the thing's size, or than this for big ones.
constexpr float kRisenM = 0.5F;
/// Impacts softer than this are not heard and do not count as a touch.
constexpr double kAudibleNs = 1e-4;

Expectation parse_expectation(std::string_view text) {
    Expectation expectation{.text = std::string(text)};
    std::istringstream words{expectation.text};
    std::string word;
    words >> word;
    if (word == "no") {
        expectation.negated = true;
        words >> word;
    }
    expectation.what = word;
    if (word == "line") {  // the rest is one value: the spoken text
        std::getline(words >> std::ws, word);
        expectation.values.push_back(word);
        return expectation;
    }
    while (words >> word) {
        expectation.values.push_back(word);
    }
    return expectation;
}

// ---- Looking at the script ----

bool any_shot(const Json& script, const std::function<bool(const Json&)>& holds) {
    const auto& shots = script.at("shots").items();
    return std::any_of(shots.begin(), shots.end(), holds);
}

bool text_is(const Json& object, std::string_view key, std::string_view value) {
    const Json* member = object.find(key);
    return member != nullptr && member->is_string() && member->as_string() == value;
}

std::size_t count_where(
    const Json& object, std::string_view list, std::string_view key, std::string_view value
) {
    const Json* items = object.find(list);
    if (items == nullptr || !items->is_array()) {
        return 0;
    }
    return static_cast<std::size_t>(std::count_if(
        items->items().begin(),
        items->items().end(),
        [&](const Json& item) { return text_is(item, key, value); }
    ));
}

// ---- Looking at the truth ----

Vec3 position_of(const Json& pose) {
    return {
        static_cast<float>(pose.at(1).as_number()),
        static_cast<float>(pose.at(2).as_number()),
        static_cast<float>(pose.at(3).as_number()),
    };
}

Quat rotation_of(const Json& pose) {
    return {
        static_cast<float>(pose.at(4).as_number()),
        static_cast<float>(pose.at(5).as_number()),
        static_cast<float>(pose.at(6).as_number()),
        static_cast<float>(pose.at(7).as_number()),
    };
}

/// How one body of a shot went from its first frame to its last.
struct Journey {
    Vec3 first{};
    Vec3 last{};
    float highest_m = 0.0F;
    float furthest_m = 0.0F;
    float turned_rad = 0.0F;
    float size_m = 0.1F;
};

float angle_between(const Quat& a, const Quat& b) {
    const float cosine = std::abs(a.x * b.x + a.y * b.y + a.z * b.z + a.w * b.w);
    return 2.0F * std::acos(std::min(1.0F, cosine));
}

/// Journeys of the bodies that belong to entities of `kind`, over all shots.
std::vector<Journey> journeys_of(const ShowcaseResult& result, std::string_view kind) {
    std::vector<Journey> journeys;
    std::size_t line = 0;
    for (const Json& shot : result.truth.at("shots").items()) {
        const auto frames = static_cast<std::size_t>(shot.at("frame_count").as_integer());
        std::map<std::int64_t, std::pair<Quat, Journey>> bodies;
        for (std::size_t frame = 0; frame < frames && line < result.poses.size(); ++frame, ++line) {
            for (const Json& pose : result.poses[line].at("bodies").items()) {
                const std::int64_t index = pose.at(0).as_integer();
                const Json& body = shot.at("bodies").at(static_cast<std::size_t>(index));
                const std::int64_t entity = body.at("entity").as_integer();
                if (entity < 0 ||
                    !text_is(
                        shot.at("entities").at(static_cast<std::size_t>(entity)), "kind", kind
                    )) {
                    continue;
                }
                const Vec3 position = position_of(pose);
                auto [found, is_new] = bodies.try_emplace(index);
                auto& [start, journey] = found->second;
                if (is_new) {
                    start = rotation_of(pose);
                    journey.first = position;
                    journey.highest_m = position.y;
                    const Json& half = body.at("half_extent");
                    journey.size_m =
                        2.0F *
                        static_cast<float>(std::max(
                            {half.at(0).as_number(), half.at(1).as_number(), half.at(2).as_number()}
                        ));
                }
                journey.last = position;
                journey.highest_m = std::max(journey.highest_m, position.y);
                journey.furthest_m = std::max(journey.furthest_m, length(position - journey.first));
                journey.turned_rad =
                    std::max(journey.turned_rad, angle_between(start, rotation_of(pose)));
            }
        }
        for (const auto& [index, entry] : bodies) {
            journeys.push_back(entry.second);
        }
    }
    return journeys;
}

bool any_journey(
    const ShowcaseResult& result,
    std::string_view kind,
    const std::function<bool(const Journey&)>& holds
) {
    const std::vector<Journey> journeys = journeys_of(result, kind);
    return std::any_of(journeys.begin(), journeys.end(), holds);
}

bool has_contact(const Json& shot, std::string_view a, std::string_view b) {
    const auto& contacts = shot.at("contacts").items();
    return std::any_of(contacts.begin(), contacts.end(), [&](const Json& contact) {
        const bool heard =
            contact.at("impulse_ns").as_number() > kAudibleNs || text_is(contact, "kind", "splash");
        return heard && ((text_is(contact, "kind_a", a) && text_is(contact, "kind_b", b)) ||
                         (text_is(contact, "kind_a", b) && text_is(contact, "kind_b", a)));
    });
}

std::optional<bool> holds_in_script(const Expectation& expectation, const Json& script) {
    const auto& what = expectation.what;
    const std::string& value = expectation.values.front();
    if (what == "shots") {
        return std::to_string(script.at("shots").size()) == value;
    }
    if (what == "style") {
        return text_is(script, "style", value);
    }
    if (what == "music") {
        const Json* music = script.find("music");
        return music != nullptr && text_is(*music, "mood", value);
    }
    if (what == "entity") {
        const std::size_t wanted =
            expectation.values.size() > 1 ? std::stoul(expectation.values[1]) : 1;
        return any_shot(script, [&](const Json& shot) {
            const std::size_t count = count_where(shot, "entities", "kind", value);
            return expectation.values.size() > 1 ? count == wanted : count >= wanted;
        });
    }
    if (what == "place" || what == "time" || what == "sky") {
        return any_shot(script, [&](const Json& shot) { return text_is(shot, what, value); });
    }
    if (what == "camera") {
        return any_shot(script, [&](const Json& shot) {
            return text_is(shot.at("camera"), "move", value);
        });
    }
    if (what == "cue") {
        return any_shot(script, [&](const Json& shot) {
            return count_where(shot, "sounds", "kind", value) > 0;
        });
    }
    return std::nullopt;
}

std::optional<bool> holds_in_truth(const Expectation& expectation, const ShowcaseResult& result) {
    const auto& what = expectation.what;
    const std::string& value = expectation.values.front();
    if (what == "event") {
        return any_shot(result.truth, [&](const Json& shot) {
            return count_where(shot, "events", "kind", value) > 0;
        });
    }
    if (what == "contact" && expectation.values.size() == 2) {
        return any_shot(result.truth, [&](const Json& shot) {
            return has_contact(shot, value, expectation.values[1]);
        });
    }
    if (what == "line") {
        return any_shot(result.truth, [&](const Json& shot) {
            const auto& lines = shot.at("lines").items();
            return std::any_of(lines.begin(), lines.end(), [&](const Json& line) {
                return text_is(line, "text", value) && line.at("start_s").as_number() >= 0.0;
            });
        });
    }
    if (what == "moves") {
        return any_journey(result, value, [](const Journey& journey) {
            return journey.furthest_m > journey.size_m;
        });
    }
    if (what == "rises") {
        return any_journey(result, value, [](const Journey& journey) {
            return journey.highest_m - journey.first.y > std::min(0.5F * journey.size_m, kRisenM);
        });
    }
    if (what == "sinks") {
        return any_journey(result, value, [](const Journey& journey) {
            return journey.last.y < journey.first.y - journey.size_m;
        });
    }
    if (what == "turns") {
        return any_journey(result, value, [](const Journey& journey) {
            return journey.turned_rad > kTurnedRad;
        });
    }
    return std::nullopt;
}

}  // namespace

Result<std::vector<ShowcaseCase>> parse_showcase(std::string_view text) {
    std::vector<ShowcaseCase> cases;
    std::istringstream lines{std::string(text)};
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        const std::string_view content = trim(line);
        const auto begins = [&](std::string_view key) { return content.starts_with(key); };
        if (content.empty() || begins("#")) {
            continue;
        }
        if (begins("name:") && cases.size() < kCasesMax) {
            cases.push_back({.name = std::string(trim(content.substr(5)))});
        } else if (begins("prompt:") && !cases.empty()) {
            cases.back().prompt = std::string(trim(content.substr(7)));
        } else if (begins("expect ") && !cases.empty()) {
            cases.back().expectations.push_back(parse_expectation(trim(content.substr(7))));
            if (cases.back().expectations.back().values.empty()) {
                return fail(
                    ErrorCode::kInvalidArgument,
                    "line " + std::to_string(number) + ": expectation without a value"
                );
            }
        } else {
            return fail(
                ErrorCode::kInvalidArgument,
                "line " + std::to_string(number) +
                    ": expected 'name:', 'prompt:' or 'expect', got '" + std::string(content) + "'"
            );
        }
    }
    return cases;
}

Result<ShowcaseResult> read_showcase_result(
    const std::filesystem::path& truth_folder, Json script
) {
    ShowcaseResult result{.script = std::move(script)};
    const std::string truth =
        HIBARI_TRY(read_file(truth_folder / "truth.json", kTruthLimits.size_bytes_max));
    result.truth = HIBARI_TRY(parse_json(truth, kTruthLimits));
    std::istringstream lines{
        HIBARI_TRY(read_file(truth_folder / "poses.jsonl", kTruthLimits.size_bytes_max))
    };
    std::string line;
    while (std::getline(lines, line)) {
        result.poses.push_back(HIBARI_TRY(parse_json(line, kTruthLimits)));
    }
    return result;
}

std::vector<std::string> check_showcase(const ShowcaseCase& item, const ShowcaseResult& result) {
    std::vector<std::string> failures;
    for (const Expectation& expectation : item.expectations) {
        std::optional<bool> holds = holds_in_script(expectation, result.script);
        if (!holds) {
            holds = holds_in_truth(expectation, result);
        }
        if (!holds) {
            failures.push_back("unknown expectation: " + expectation.text);
        } else if (*holds == expectation.negated) {
            failures.push_back("does not hold: " + expectation.text);
        }
    }
    return failures;
}

}  // namespace hibari::cli
