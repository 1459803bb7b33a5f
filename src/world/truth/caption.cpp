#include "world/truth/caption.h"

#include "world/script/names.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>
#include <utility>
#include <vector>

namespace hibari::world {
namespace {

/// Touches told in a caption; the strongest ones win.
constexpr std::size_t kContactsToldMax = 8;
/// Softer impacts than this are not worth a word.
constexpr float kImpulseTold = 0.02F;

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

std::string_view words_of(EventKind kind) {
    switch (kind) {
        case EventKind::kScored:
            return "scores";
        case EventKind::kMissed:
            return "misses";
        case EventKind::kThrown:
            return "is thrown";
        case EventKind::kCaught:
            return "is caught";
        case EventKind::kKicked:
            return "is kicked";
        case EventKind::kJumped:
            return "jumps";
        case EventKind::kLanded:
            return "lands on its feet";
        case EventKind::kFell:
            return "falls";
        case EventKind::kHit:
            return "is hit";
        case EventKind::kToppled:
            return "topples";
        case EventKind::kLaunched:
            return "takes off";
        case EventKind::kSplashed:
            return "splashes into the water";
        case EventKind::kReleased:
            return "is let go";
        case EventKind::kBroke:
            return "breaks";
        case EventKind::kLightning:
            return "lightning flashes";
        case EventKind::kFirework:
            return "a firework bursts";
        case EventKind::kAnimalCall:
            return "calls";
        case EventKind::kLaugh:
            return "laughs";
        case EventKind::kCry:
            return "cries";
        case EventKind::kClap:
            return "claps";
        case EventKind::kStepBegan:
            return "";
    }
    return "";
}

std::string name_of_entity(const Timeline& timeline, int entity) {
    if (entity < 0 || static_cast<std::size_t>(entity) >= timeline.entities.size()) {
        return "";
    }
    const Entity& found = timeline.entities[static_cast<std::size_t>(entity)];
    const std::string& name = found.called.empty() ? found.kind : found.called;
    return "the " + words_of(name);
}

std::string name_of_body(const Timeline& timeline, int body) {
    if (body == -1) {
        return "the ground";
    }
    if (body == -2) {
        return "the water";
    }
    if (body < 0 || static_cast<std::size_t>(body) >= timeline.bodies.size()) {
        return "";
    }
    const BodyTrack& track = timeline.bodies[static_cast<std::size_t>(body)];
    return track.entity < 0 ? "the " + words_of(track.name)
                            : name_of_entity(timeline, track.entity);
}

/// "3 cubes, a person and a ramp", counting by kind in order of first mention.
std::string cast_of(const Shot& shot) {
    std::vector<std::pair<std::string, int>> counts;
    for (const Entity& entity : shot.entities) {
        const auto found = std::find_if(counts.begin(), counts.end(), [&](const auto& entry) {
            return entry.first == entity.kind;
        });
        if (found == counts.end()) {
            counts.emplace_back(entity.kind, 1);
        } else {
            ++found->second;
        }
    }
    std::string text;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        text += i == 0 ? "" : i + 1 == counts.size() ? " and " : ", ";
        text += std::to_string(counts[i].second) + " " + words_of(counts[i].first);
    }
    return text.empty() ? "nobody" : text;
}

using Moment = std::pair<double, std::string>;

void add_events(const Timeline& timeline, std::vector<Moment>& moments) {
    for (const Event& event : timeline.events) {
        const std::string_view verb = words_of(event.kind);
        if (verb.empty()) {
            continue;
        }
        const std::string who = name_of_entity(timeline, event.entity);
        moments.emplace_back(
            event.time_s, who.empty() ? std::string(verb) : who + " " + std::string(verb)
        );
    }
}

void add_contacts(const Timeline& timeline, std::vector<Moment>& moments) {
    std::vector<const Contact*> told;
    for (const Contact& contact : timeline.contacts) {
        if (contact.kind == ContactKind::kImpact && contact.impulse_ns >= kImpulseTold) {
            told.push_back(&contact);
        }
    }
    const std::size_t count = std::min(told.size(), kContactsToldMax);
    std::partial_sort(
        told.begin(),
        told.begin() + static_cast<std::ptrdiff_t>(count),
        told.end(),
        [](const Contact* a, const Contact* b) { return a->impulse_ns > b->impulse_ns; }
    );
    told.resize(count);
    for (const Contact* contact : told) {
        const std::string a = name_of_body(timeline, contact->body_a);
        const std::string b = name_of_body(timeline, contact->body_b);
        if (!a.empty() && !b.empty() && a != b) {
            moments.emplace_back(contact->time_s, a + " hits " + b);
        }
    }
}

void add_lines(const Shot& shot, const Timeline& timeline, std::vector<Moment>& moments) {
    for (const Utterance& utterance : timeline.utterances) {
        if (utterance.start_s < 0.0) {
            continue;
        }
        const std::string speaker = name_of_entity(timeline, utterance.entity);
        moments.emplace_back(
            utterance.start_s,
            (speaker.empty() ? "a narrator" : speaker) + " says \"" +
                shot.lines[static_cast<std::size_t>(utterance.line)].text + "\""
        );
    }
}

}  // namespace

std::string caption_of(const Shot& shot, Style style, const Timeline& timeline) {
    std::vector<Moment> moments;
    add_events(timeline, moments);
    add_contacts(timeline, moments);
    add_lines(shot, timeline, moments);
    std::stable_sort(moments.begin(), moments.end(), [](const Moment& a, const Moment& b) {
        return a.first < b.first;
    });

    std::string text = words_of(shot.place) + " " + std::string(words_of(shot.time)) +
                       std::string(words_of(shot.sky)) + ", " + words_of(enum_name(style)) +
                       " style: " + cast_of(shot) + ".";
    for (const auto& [time_s, what] : moments) {
        text += " At " + seconds(time_s) + " " + what + ".";
    }
    return text + " The camera " + std::string(words_of(shot.camera.move)) + ".";
}

}  // namespace hibari::world
