#include "world/truth/caption.h"

#include "world/script/names.h"
#include "world/truth/deed_words.h"
#include "world/truth/noun_phrase.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace hibari::world {
namespace {

/// Touches told in a caption; the strongest ones win.
constexpr std::size_t kContactsToldMax = 8;
/// Softer impacts than this are not worth a word.
constexpr float kImpulseTold = 0.02F;
/// The same sentence again within so many seconds is told once: a box that lands on two corners,
/// hands that clap.
constexpr double kSameMoment = 0.15;
constexpr double kAgain = 1.0;

std::string seconds(double time_s) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.2f s", time_s);
    return text.data();
}

std::string words_of(std::string_view name) {
    std::string text(name);
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

std::string_view words_of(TimeOfDay time) {
    switch (time) {
        case TimeOfDay::kDay:
            return "by day";
        case TimeOfDay::kDawn:
            return "at dawn";
        case TimeOfDay::kGoldenHour:
            return "at golden hour";
        case TimeOfDay::kDusk:
            return "at dusk";
        case TimeOfDay::kNight:
            return "at night";
    }
    return "";
}

std::string_view words_of(Sky sky) {
    switch (sky) {
        case Sky::kClear:
            return "";
        case Sky::kCloudy:
            return ", cloudy";
        case Sky::kRain:
            return ", rain";
        case Sky::kSnow:
            return ", snow";
        case Sky::kFog:
            return ", fog";
        case Sky::kStorm:
            return ", storm";
    }
    return "";
}

std::string_view words_of(CameraMove move) {
    switch (move) {
        case CameraMove::kAuto:
            return "follows the action";
        case CameraMove::kStatic:
            return "stands still";
        case CameraMove::kPanLeft:
            return "pans left";
        case CameraMove::kPanRight:
            return "pans right";
        case CameraMove::kTiltUp:
            return "tilts up";
        case CameraMove::kTiltDown:
            return "tilts down";
        case CameraMove::kDollyIn:
            return "moves in";
        case CameraMove::kDollyOut:
            return "moves out";
        case CameraMove::kTruckLeft:
            return "moves left";
        case CameraMove::kTruckRight:
            return "moves right";
        case CameraMove::kOrbit:
            return "orbits";
        case CameraMove::kCraneUp:
            return "rises";
        case CameraMove::kCraneDown:
            return "sinks";
        case CameraMove::kTrack:
            return "follows";
        case CameraMove::kZoomIn:
            return "zooms in";
        case CameraMove::kZoomOut:
            return "zooms out";
        case CameraMove::kPointOfView:
            return "sees through the subject's eyes";
    }
    return "";
}

std::string_view words_of(Delivery delivery) {
    switch (delivery) {
        case Delivery::kSay:
            return "says";
        case Delivery::kShout:
            return "shouts";
        case Delivery::kWhisper:
            return "whispers";
        case Delivery::kAsk:
            return "asks";
        case Delivery::kSing:
            return "sings";
    }
    return "";
}

/// What happens at one moment: the deed of `agent` on `patient` (entities; -1: nobody), in words.
struct Moment {
    double time_s = 0.0;
    int agent = -1;
    int patient = -1;
    std::string text;
};

/// Tells one shot, in the order of its sources; `caption_of` sorts by time.
class Teller {
  public:
    Teller(const Shot& shot, const Timeline& timeline)
        : shot_(shot), timeline_(timeline), names_(timeline.entities) {}

    std::vector<Moment> tell() {
        tell_deeds();
        tell_events();
        tell_contacts();
        tell_lines();
        std::ranges::stable_sort(moments_, {}, &Moment::time_s);
        return std::move(moments_);
    }

    const Names& names() const { return names_; }

  private:
    /// The same again within moments is one deed: a dog that barks five times barks.
    void add(Moment moment, double again_s) {
        const bool told = std::ranges::any_of(moments_, [&](const Moment& other) {
            return other.text == moment.text && std::abs(other.time_s - moment.time_s) < again_s;
        });
        if (!told) {
            moments_.push_back(std::move(moment));
        }
    }

    void tell_deeds() {
        for (const Event& event : timeline_.events) {
            const std::optional<Verb> verb = event.kind == EventKind::kDeedBegan
                                                 ? enum_from_name<Verb>(event.detail)
                                                 : std::nullopt;
            const std::string words =
                verb ? words_of_deed(*verb, names_.of(event.patient)) : std::string();
            if (!words.empty()) {
                add({event.time_s, event.entity, -1, names_.of(event.entity) + " " + words},
                    kSameMoment);
            }
        }
    }

    void tell_events() {
        for (const Event& event : timeline_.events) {
            const std::string words = words_of_event(event, names_.of(event.patient));
            if (!words.empty()) {
                const std::string who = names_.of(event.entity);
                add({event.time_s,
                     event.entity,
                     event.patient,
                     who + (who.empty() ? "" : " ") + words},
                    kAgain);
            }
        }
    }

    std::string name_of_body(int body) const {
        if (body == -1) {
            return "the ground";
        }
        if (body == -2) {
            return "the water";
        }
        const BodyTrack& track = timeline_.bodies.at(static_cast<std::size_t>(body));
        return track.entity < 0 ? "the " + words_of(track.name) : names_.of(track.entity);
    }

    int entity_of(int body) const {
        return body < 0 ? -1 : timeline_.bodies[static_cast<std::size_t>(body)].entity;
    }

    /// Speed along the normal in the last sample before the contact.
    float speed_before(int body, const Contact& contact) const {
        const int sample = timeline_.sample_of(contact.time_s);
        if (body < 0 || sample < 1) {
            return 0.0F;
        }
        const BodyTrack& track = timeline_.bodies[static_cast<std::size_t>(body)];
        const Vec3 way =
            track.pose_at(sample - 1).position - track.pose_at(std::max(sample - 2, 0)).position;
        return std::abs(dot(way, contact.normal));
    }

    /// Whether a deed of the same two was told just then: its contact is the same thing again.
    bool is_told(int a, int b, double time_s) const {
        return std::ranges::any_of(moments_, [&](const Moment& moment) {
            return moment.patient >= 0 && std::abs(moment.time_s - time_s) < kAgain &&
                   ((moment.agent == a && moment.patient == b) ||
                    (moment.agent == b && moment.patient == a));
        });
    }

    void tell_contacts() {
        std::vector<const Contact*> told;
        for (const Contact& contact : timeline_.contacts) {
            const int a = entity_of(contact.body_a);
            const int b = entity_of(contact.body_b);
            const bool inner = a >= 0 && a == b;
            if (contact.kind == ContactKind::kImpact && contact.impulse_ns >= kImpulseTold &&
                !inner && !is_told(a, b, contact.time_s)) {
                told.push_back(&contact);
            }
        }
        std::ranges::stable_sort(told, std::ranges::greater{}, &Contact::impulse_ns);
        for (const Contact* contact : told) {
            if (contacts_told_ == kContactsToldMax) {
                return;
            }
            // The one that came is the one that hits.
            int agent = contact->body_a;
            int patient = contact->body_b;
            if (speed_before(patient, *contact) > speed_before(agent, *contact)) {
                std::swap(agent, patient);
            }
            const std::size_t before = moments_.size();
            add({contact->time_s,
                 entity_of(agent),
                 entity_of(patient),
                 name_of_body(agent) + " hits " + name_of_body(patient)},
                kSameMoment);
            contacts_told_ += moments_.size() - before;
        }
    }

    void tell_lines() {
        for (const Utterance& utterance : timeline_.utterances) {
            if (utterance.start_s < 0.0) {
                continue;
            }
            const SpokenLine& line = shot_.lines.at(static_cast<std::size_t>(utterance.line));
            const std::string speaker = names_.of(utterance.entity);
            add({utterance.start_s,
                 utterance.entity,
                 -1,
                 (speaker.empty() ? "a narrator" : speaker) + " " +
                     std::string(words_of(line.delivery)) + " \"" + line.text + "\""},
                0.0);
        }
    }

    const Shot& shot_;
    const Timeline& timeline_;
    Names names_;
    std::vector<Moment> moments_;
    std::size_t contacts_told_ = 0;
};

std::string capitalised(std::string text) {
    if (!text.empty()) {
        text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
    }
    return text;
}

}  // namespace

std::string caption_of(const Shot& shot, Style style, const Timeline& timeline) {
    Teller teller(shot, timeline);
    // Not the backdrop: those who were asked for, when they came in.
    std::vector<std::size_t> cast;
    for (std::size_t i = 0; i < timeline.entities.size(); ++i) {
        if (std::ranges::find(shot.entities, timeline.entities[i].id, &Entity::id) !=
            shot.entities.end()) {
            cast.push_back(i);
        }
    }
    std::string text = capitalised(words_of(shot.place)) + " " + std::string(words_of(shot.time)) +
                       std::string(words_of(shot.sky)) + ", " + words_of(enum_name(style)) +
                       " style: " + teller.names().all(cast) + ".";
    for (const Moment& moment : teller.tell()) {
        text += " At " + seconds(moment.time_s) + " " + moment.text + ".";
    }
    return text + " The camera " + std::string(words_of(shot.camera.move)) + ".";
}

}  // namespace hibari::world
