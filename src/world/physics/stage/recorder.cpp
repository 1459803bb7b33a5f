#include "world/physics/stage/recorder.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hibari::world {

namespace {

constexpr double kMergeS = 0.025;      // Hits of one pair closer than this are one.
constexpr float kQuietestHit = 0.12F;  // m/s; slower ones nobody hears.
constexpr float kSlowestRub = 0.04F;   // m/s
constexpr int kIdleSamples = 6;        // A rub with a longer gap is two.
constexpr int kShortestRub = 4;        // Samples.

}  // namespace

Recorder::Recorder(const Scene& scene, double world_speed)
    : scene_(scene), world_speed_(world_speed) {}

void Recorder::begin_part(int sample_count) {
    sample_count_ = sample_count;
    last_hit_.clear();
}

void Recorder::add(Contact contact) {
    const Pair key = std::minmax(contact.body_a, contact.body_b);
    const auto found = last_hit_.find(key);
    if (found != last_hit_.end() && contacts_[found->second].kind == contact.kind) {
        Contact& before = contacts_[found->second];
        if ((contact.time_s - before.time_s) * world_speed_ < kMergeS) {
            if (contact.impulse_ns > before.impulse_ns) {
                const double time = before.time_s;
                before = contact;
                before.time_s = time;
            }
            return;
        }
    }
    last_hit_[key] = contacts_.size();
    contacts_.push_back(contact);
}

void Recorder::take_step(double clip_time_s) {
    for (const Impact& impact : scene_.world().impacts()) {
        if (impact.speed_mps < kQuietestHit) {
            continue;
        }
        add({
            .time_s = clip_time_s,
            .body_a = scene_.track_of(impact.a),
            .body_b = scene_.track_of(impact.b),
            .point = impact.point,
            .normal = impact.normal,
            .impulse_ns = impact.impulse_ns,
            .speed_mps = impact.speed_mps,
        });
    }
    for (const Touch& touch : scene_.world().touches()) {
        if (touch.speed_mps < kSlowestRub && touch.slip_mps < kSlowestRub) {
            continue;
        }
        const int a = scene_.track_of(touch.a);
        const int b = scene_.track_of(touch.b);
        Open& open = open_[{a, b}];
        open.rub.body_a = a;
        open.rub.body_b = b;
        open.speed += touch.speed_mps;
        open.slip += touch.slip_mps;
        open.force += touch.force_n;
        ++open.steps;
    }
}

void Recorder::take_sample(int sample) {
    for (auto it = open_.begin(); it != open_.end();) {
        Open& open = it->second;
        if (open.rub.speed_mps.empty()) {
            open.rub.first_sample = sample;
        }
        const float steps = static_cast<float>(std::max(open.steps, 1));
        const bool slides = open.slip > 0.5F * open.speed;
        open.sliding += open.steps > 0 && slides ? 1 : 0;
        open.rolling += open.steps > 0 && !slides ? 1 : 0;
        open.rub.speed_mps.push_back(std::max(open.speed, open.slip) / steps);
        open.rub.force_n.push_back(open.force / steps);
        open.idle = open.steps == 0 ? open.idle + 1 : 0;
        open.speed = open.slip = open.force = 0.0F;
        open.steps = 0;
        if (open.idle > kIdleSamples) {
            close(open);
            it = open_.erase(it);
        } else {
            ++it;
        }
    }
}

void Recorder::close(Open& open) {
    Rub& rub = open.rub;
    const std::size_t keep = rub.speed_mps.size() - static_cast<std::size_t>(open.idle);
    rub.speed_mps.resize(keep);
    rub.force_n.resize(keep);
    const int room = sample_count_ - rub.first_sample;
    if (static_cast<int>(keep) > room) {
        rub.speed_mps.resize(static_cast<std::size_t>(std::max(room, 0)));
        rub.force_n.resize(rub.speed_mps.size());
    }
    rub.kind = open.rolling >= open.sliding ? RubKind::kRoll : RubKind::kSlide;
    if (rub.speed_mps.size() >= static_cast<std::size_t>(kShortestRub)) {
        rubs_.push_back(std::move(rub));
    }
}

void Recorder::finish(std::vector<Contact>& contacts, std::vector<Rub>& rubs) {
    for (auto& [pair, open] : open_) {
        if (!open.rub.speed_mps.empty()) {
            close(open);
        }
    }
    open_.clear();
    std::stable_sort(contacts_.begin(), contacts_.end(), [](const Contact& l, const Contact& r) {
        return l.time_s < r.time_s;
    });
    std::stable_sort(rubs_.begin(), rubs_.end(), [](const Rub& l, const Rub& r) {
        return l.first_sample < r.first_sample;
    });
    contacts = std::exchange(contacts_, {});
    rubs = std::exchange(rubs_, {});
}

}  // namespace hibari::world
