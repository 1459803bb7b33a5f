// Measures whether what the script of every prompt asks comes to pass: `takes FILE`.
//
// FILE holds one prompt per line. Each action is looked for in the timeline of its shot by what it
// must leave there, whoever performs it: who walks has moved, what is thrown has flown, what is
// knocked over lies, lines are spoken. One row per action that left nothing, per line that was not
// spoken, and per body that is flung at the start though nothing sets it in motion.
#include "world/director/direct.h"
#include "world/physics/simulate.h"
#include "world/script/names.h"
#include "world/sound/speech.h"
#include "world/things/catalogue.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace hibari;
using namespace hibari::world;

constexpr float kFlungMps = 3.0F;
constexpr int kStartSamples = kSampleRateHz * 3 / 10;

/// Asks one finished shot.
class Take {
  public:
    Take(const Shot& shot, const Timeline& timeline) : shot_(shot), timeline_(timeline) {}

    std::vector<std::string> broken() const {
        std::vector<std::string> rows;
        for (const Action& action : shot_.actions) {
            if (const std::string why = missing(action); !why.empty()) {
                rows.push_back(
                    "action\t" + std::string(name_of(action.verb)) + "\t" + why + "\t" +
                    action.subject + " obj=" + action.object + " tgt=" + action.target +
                    " step=" + std::to_string(action.step)
                );
            }
        }
        for (const Utterance& said : timeline_.utterances) {
            if (said.start_s < 0.0) {
                rows.push_back("line\tunspoken\t\t" + std::to_string(said.line));
            }
        }
        for (std::size_t i = 0; i < timeline_.bodies.size(); ++i) {
            const BodyTrack& body = timeline_.bodies[i];
            if (body.poses.size() > kStartSamples && body.entity >= 0 && flung(body)) {
                rows.push_back("start\tflung\t\t" + body.name);
            }
        }
        return rows;
    }

  private:
    static std::string_view name_of(Verb verb) {
        return enum_names<Verb>()[static_cast<std::size_t>(verb)];
    }

    static bool sets_in_motion(Verb verb) {
        switch (verb) {
            case Verb::kStay:
            case Verb::kStand:
            case Verb::kSit:
            case Verb::kLie:
            case Verb::kLook:
            case Verb::kTalk:
            case Verb::kSing:
            case Verb::kLaugh:
            case Verb::kCry:
            case Verb::kSmile:
            case Verb::kHold:
            case Verb::kEat:
            case Verb::kDrink:
            case Verb::kRead:
                return false;
            default:
                return true;
        }
    }

    int find(const std::string& id) const {
        for (std::size_t i = 0; i < timeline_.entities.size(); ++i) {
            if (timeline_.entities[i].id == id) {
                return static_cast<int>(i);
            }
        }
        return -1;
    }

    bool has_event(EventKind kind, int entity) const {
        return std::any_of(
            timeline_.events.begin(),
            timeline_.events.end(),
            [&](const Event& event) {
                return event.kind == kind &&
                       (entity < 0 || event.entity == entity || event.patient == entity);
            }
        );
    }

    bool step_began(int step) const {
        return std::any_of(
            timeline_.events.begin(),
            timeline_.events.end(),
            [&](const Event& event) {
                return event.kind == EventKind::kStepBegan &&
                       event.detail == std::to_string(step) &&
                       event.time_s < timeline_.duration_s - 0.3;
            }
        );
    }

    bool has_deed(int entity) const { return has_event(EventKind::kDeedBegan, entity); }

    /// Furthest that any body of the entity got from where it began.
    float moved(int entity) const {
        float most = 0.0F;
        for (const BodyTrack& body : timeline_.bodies) {
            if (body.entity == entity && body.poses.size() > 1) {
                for (const Pose& pose : body.poses) {
                    most = std::max(most, length(pose.position - body.poses.front().position));
                }
            }
        }
        return most;
    }

    float moved_by_y(int entity) const {
        float most = 0.0F;
        for (const BodyTrack& body : timeline_.bodies) {
            if (body.entity == entity && body.poses.size() > 1) {
                for (const Pose& pose : body.poses) {
                    most =
                        std::max(most, std::abs(pose.position.y - body.poses.front().position.y));
                }
            }
        }
        return most;
    }

    bool touched(int one, int other) const {
        return std::any_of(
            timeline_.contacts.begin(),
            timeline_.contacts.end(),
            [&](const Contact& contact) {
                const auto entity_of = [&](int body) {
                    return body >= 0 ? timeline_.bodies[static_cast<std::size_t>(body)].entity : -1;
                };
                const int a = entity_of(contact.body_a);
                const int b = entity_of(contact.body_b);
                return (a == one && b == other) || (a == other && b == one);
            }
        );
    }

    bool tilted(int entity) const {
        for (const BodyTrack& body : timeline_.bodies) {
            if (body.entity != entity || body.poses.size() < 2) {
                continue;
            }
            const Vec3 up = rotate(inverse(body.poses.front().rotation), {0, 1, 0});
            for (const Pose& pose : body.poses) {
                if (rotate(pose.rotation, up).y < 0.7F) {
                    return true;
                }
            }
        }
        return false;
    }

    bool flung(const BodyTrack& body) const {
        const Thing* thing =
            find_thing(timeline_.entities[static_cast<std::size_t>(body.entity)].kind);
        if (thing == nullptr || body.mass_kg <= 0.0F) {
            return false;
        }
        float most = 0.0F;
        for (int i = 1; i < kStartSamples; ++i) {
            most = std::max(
                most,
                length(body.pose_at(i).position - body.pose_at(i - 1).position) * kSampleRateHz
            );
        }
        const std::string& id = timeline_.entities[static_cast<std::size_t>(body.entity)].id;
        const bool acts =
            std::any_of(shot_.actions.begin(), shot_.actions.end(), [&](const Action& action) {
                return action.step == 0 && sets_in_motion(action.verb) &&
                       (action.subject == id || action.object == id || action.target == id);
            });
        return !acts && most > kFlungMps * timeline_.world_speed;
    }

    /// Empty when the action left what it must leave.
    std::string missing(const Action& action) const {
        const int subject = find(action.subject);
        const int object = find(action.object);
        const int target = find(action.target);
        if (subject < 0) {
            return "";
        }
        if (!step_began(action.step)) {
            return "step never began";
        }
        const bool failed = action.outcome == Outcome::kFailure;
        switch (action.verb) {
            case Verb::kWalk:
            case Verb::kRun:
            case Verb::kSkate:
            case Verb::kCrawl:
            case Verb::kSneak:
            case Verb::kPushBoard:
            case Verb::kSnowboard:
            case Verb::kSurf:
            case Verb::kPaddle:
            case Verb::kSwim:
            case Verb::kCycle:
            case Verb::kRide:
            case Verb::kDrive:
            case Verb::kSail:
            case Verb::kRoll:
            case Verb::kSlide:
            case Verb::kFly:
            case Verb::kLaunch:
                return moved(subject) < 0.6F ? "does not move" : "";
            case Verb::kClimb:
            case Verb::kBounce:
            case Verb::kJump:
                return moved_by_y(subject) < 0.08F ? "does not rise" : "";
            case Verb::kFall:
            case Verb::kSink:
            case Verb::kDive:
                return moved_by_y(subject) < 0.15F ? "does not fall" : "";
            case Verb::kDrop: {
                const int what = object >= 0 ? object : subject;
                return moved_by_y(what) < 0.1F ? "does not drop" : "";
            }
            case Verb::kTopple:
                return has_event(EventKind::kToppled, subject) || tilted(subject)
                           ? ""
                           : "does not topple";
            case Verb::kHit:
                return target >= 0 && !failed && !touched(subject, target) &&
                               !(object >= 0 && touched(object, target)) && moved(target) < 0.05F
                           ? "does not touch"
                           : "";
            case Verb::kExplode:
                return has_event(EventKind::kBroke, -1) || has_event(EventKind::kFirework, -1)
                           ? ""
                           : "does not break";
            case Verb::kThrow:
                return has_event(EventKind::kThrown, object >= 0 ? object : subject) ||
                               has_event(EventKind::kReleased, object)
                           ? ""
                           : "is not thrown";
            case Verb::kCatch:
                return failed || has_event(EventKind::kCaught, subject) ? "" : "is not caught";
            case Verb::kKick:
                return has_event(EventKind::kKicked, subject) ? "" : "is not kicked";
            case Verb::kShoot:
                if (failed
                        ? has_event(EventKind::kMissed, -1)
                        : has_event(EventKind::kScored, -1) || action.outcome == Outcome::kNone) {
                    return "";
                }
                return "outcome differs";
            case Verb::kPickUp:
                return object >= 0 && moved(object) < 0.1F ? "is not picked up" : "";
            case Verb::kPush:
            case Verb::kPull: {
                const int what = object >= 0 ? object : target;
                return what >= 0 && !failed && moved(what) < 0.1F ? "does not move it" : "";
            }
            case Verb::kBat: {
                return object >= 0 && !failed && moved(object) < 0.5F ? "is not batted" : "";
            }
            case Verb::kPour:
            case Verb::kEat:
            case Verb::kDrink:
            case Verb::kRead:
            case Verb::kHold:
            case Verb::kHug:
                return has_deed(subject) ? "" : "no deed";
            case Verb::kBackflip:
            case Verb::kFrontFlip:
            case Verb::kCartwheel:
            case Verb::kOllie:
            case Verb::kKickflip:
            case Verb::kGrind:
                if (failed) {
                    return has_event(EventKind::kFell, subject) ? "" : "does not fall";
                }
                return action.outcome == Outcome::kSuccess && has_event(EventKind::kFell, subject)
                           ? "falls"
                           : "";
            default:
                return "";
        }
    }

    const Shot& shot_;
    const Timeline& timeline_;
};

std::vector<std::string> measure(const std::string& prompt) {
    std::vector<std::string> rows;
    const Result<Directed> directed = direct(prompt, {.seed = 1});
    if (!directed) {
        return {"director\terror\t\t" + directed.error().message};
    }
    int number = 0;
    for (const Shot& shot : directed->script.shots) {
        ++number;
        const Result<Speech> speech = speak(shot, {.seed = 1});
        if (!speech) {
            rows.push_back("speech\terror\t\t" + speech.error().message);
            continue;
        }
        const Result<Timeline> timeline = simulate(
            shot, {.seed = 1, .style = directed->script.style, .utterances = speech->utterances}
        );
        if (!timeline) {
            rows.push_back("simulate\terror\t\t" + timeline.error().message);
            continue;
        }
        for (std::string& row : Take(shot, *timeline).broken()) {
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: takes FILE\n");
        return 2;
    }
    std::ifstream file(argv[1]);
    std::vector<std::string> prompts;
    for (std::string line; std::getline(file, line);) {
        if (!line.empty()) {
            prompts.push_back(line);
        }
    }
    std::atomic<std::size_t> next = 0;
    std::vector<std::vector<std::string>> rows(prompts.size());
    const auto work = [&] {
        for (std::size_t i = next++; i < prompts.size(); i = next++) {
            rows[i] = measure(prompts[i]);
        }
    };
    std::thread other(work);
    work();
    other.join();
    std::size_t clean = 0;
    for (std::size_t i = 0; i < prompts.size(); ++i) {
        clean += rows[i].empty() ? 1U : 0U;
        for (const std::string& row : rows[i]) {
            std::printf("%s\t%zu\t%s\n", row.c_str(), i + 1, prompts[i].c_str());
        }
    }
    std::printf("%zu of %zu prompts keep what their script says\n", clean, prompts.size());
    return 0;
}
