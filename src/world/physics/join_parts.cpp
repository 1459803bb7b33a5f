#include "world/physics/join_parts.h"

#include "base/check.h"
#include "world/physics/stage/scene.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace hibari::world {

namespace {

class Joiner {
  public:
    Joiner(Timeline& whole, Timeline& part)
        : whole_(whole),
          part_(part),
          seam_(static_cast<std::size_t>(whole.sample_count - 1)),
          begin_s_(static_cast<double>(whole.sample_count - 1) / kSampleRateHz),
          known_bodies_(whole.bodies.size()) {}

    void run() {
        settle();
        move_on();
        join_bodies();
        join_softs();
        join_faces();
        join_rubs();
        join_hums();
        add(whole_.contacts, part_.contacts);
        add(whole_.events, part_.events);
        add(whole_.utterances, part_.utterances);
        add_after(whole_.camera, part_.camera);
        merge(whole_.particles, part_.particles);
        merge(whole_.ripples, part_.ripples);
        for (std::size_t i = whole_.entities.size(); i < part_.entities.size(); ++i) {
            whole_.entities.push_back(std::move(part_.entities[i]));
        }
        whole_.sample_count += part_.sample_count - 1;
        whole_.duration_s += part_.duration_s;
    }

  private:
    /// Things that come in find their rest in the first moments; nobody should hear that.
    void settle() {
        constexpr double kFirst_s = 0.15;
        std::erase_if(part_.contacts, [&](const Contact& contact) {
            return contact.time_s < kFirst_s && (is_new(contact.body_a) || is_new(contact.body_b));
        });
    }

    bool is_new(int body) const {
        return body >= 0 && static_cast<std::size_t>(body) >= known_bodies_;
    }

    /// The part in the time of the whole.
    void move_on() {
        for (Contact& contact : part_.contacts) {
            contact.time_s += begin_s_;
        }
        for (Event& event : part_.events) {
            event.time_s += begin_s_;
        }
        for (Utterance& line : part_.utterances) {
            line.start_s += line.start_s >= 0.0 ? begin_s_ : 0.0;
        }
        for (Particle& particle : part_.particles) {
            particle.born_s += static_cast<float>(begin_s_);
        }
        for (Ripple& ripple : part_.ripples) {
            ripple.born_s += static_cast<float>(begin_s_);
        }
        for (Rub& rub : part_.rubs) {
            rub.first_sample += static_cast<int>(seam_);
        }
    }

    template <typename Item>
    static void add(std::vector<Item>& all, std::vector<Item>& more) {
        std::ranges::move(more, std::back_inserter(all));
    }

    /// All but the first sample, which is there already.
    template <typename Item>
    static void add_after(std::vector<Item>& all, const std::vector<Item>& more) {
        all.insert(all.end(), more.begin() + 1, more.end());
    }

    /// By birth; of the same moment those of the earlier part first.
    template <typename Item>
    static void merge(std::vector<Item>& all, std::vector<Item>& more) {
        add(all, more);
        std::ranges::stable_sort(all, {}, &Item::born_s);
    }

    void join_bodies() {
        HIBARI_CHECK(part_.bodies.size() >= whole_.bodies.size());
        for (std::size_t i = 0; i < part_.bodies.size(); ++i) {
            std::vector<Pose>& more = part_.bodies[i].poses;
            if (i >= known_bodies_) {
                // Out of sight until now.
                std::vector<Pose> away(seam_, Pose{kOutOfSight, {}});
                more.resize(static_cast<std::size_t>(part_.sample_count), more.front());
                away.insert(away.end(), more.begin(), more.end());
                more = std::move(away);
                whole_.bodies.push_back(std::move(part_.bodies[i]));
                continue;
            }
            std::vector<Pose>& poses = whole_.bodies[i].poses;
            if (poses.size() == 1 && more.size() == 1 && seam_ > 0) {
                continue;  // It never moved.
            }
            poses.resize(seam_ + 1, poses.back());
            more.resize(static_cast<std::size_t>(part_.sample_count), more.back());
            add_after(poses, more);
        }
    }

    /// The n-th of its entity; null when there are fewer.
    static SoftTrack* find_soft(std::vector<SoftTrack>& softs, int entity, std::ptrdiff_t number) {
        for (SoftTrack& soft : softs) {
            if (soft.entity == entity && number-- == 0) {
                return &soft;
            }
        }
        return nullptr;
    }

    void join_softs() {
        for (auto soft = part_.softs.begin(); soft != part_.softs.end(); ++soft) {
            const auto number = std::count_if(part_.softs.begin(), soft, [&](const SoftTrack& s) {
                return s.entity == soft->entity;
            });
            SoftTrack* before = find_soft(whole_.softs, soft->entity, number);
            const std::size_t nodes = soft->soft.nodes.size();
            if (before != nullptr) {
                HIBARI_CHECK(before->soft.nodes.size() == nodes);
                before->positions.insert(
                    before->positions.end(),
                    soft->positions.begin() + static_cast<std::ptrdiff_t>(nodes),
                    soft->positions.end()
                );
                continue;
            }
            SoftTrack late = *soft;
            late.positions.assign(seam_ * nodes, kOutOfSight);
            late.positions.insert(
                late.positions.end(), soft->positions.begin(), soft->positions.end()
            );
            whole_.softs.push_back(std::move(late));
        }
    }

    void join_faces() {
        const std::size_t known = whole_.faces.size();
        for (std::size_t i = 0; i < part_.faces.size(); ++i) {
            if (i < known) {
                add_after(whole_.faces[i].poses, part_.faces[i].poses);
                continue;
            }
            FaceTrack late = std::move(part_.faces[i]);
            late.poses.insert(late.poses.begin(), seam_, late.poses.front());
            whole_.faces.push_back(std::move(late));
        }
    }

    /// What still rubbed when the part began is one rub, of the kind that it was.
    void join_rubs() {
        for (Rub& rub : part_.rubs) {
            const auto before = std::ranges::find_if(whole_.rubs, [&](const Rub& open) {
                const auto end =
                    static_cast<std::size_t>(open.first_sample) + open.speed_mps.size();
                return open.body_a == rub.body_a && open.body_b == rub.body_b && end == seam_ &&
                       static_cast<std::size_t>(rub.first_sample) == seam_;
            });
            if (before == whole_.rubs.end()) {
                whole_.rubs.push_back(std::move(rub));
                continue;
            }
            add(before->speed_mps, rub.speed_mps);
            add(before->force_n, rub.force_n);
        }
    }

    /// What comes in is heard from farther and farther away before: nothing begins at once.
    static void come_nearer(Hum& hum) {
        constexpr float kComes_s = 0.8F;
        for (std::size_t i = 0; i < hum.level.size(); ++i) {
            const float time_s = static_cast<float>(i) / kSampleRateHz;
            hum.level[i] *= smoothstep(0.0F, kComes_s, time_s);
        }
    }

    void join_hums() {
        const auto count = seam_ + static_cast<std::size_t>(part_.sample_count);
        for (Hum& more : part_.hums) {
            const auto found = std::ranges::find_if(whole_.hums, [&](const Hum& hum) {
                return hum.kind == more.kind && hum.body == more.body;
            });
            if (is_new(more.body)) {
                come_nearer(more);
            }
            Hum& hum = found != whole_.hums.end() ? *found : whole_.hums.emplace_back();
            hum.kind = more.kind;
            hum.body = more.body;
            for (const auto& values : {&Hum::level, &Hum::rate}) {
                (hum.*values).resize(seam_, 0.0F);
                add(hum.*values, more.*values);
            }
        }
        for (Hum& hum : whole_.hums) {
            hum.level.resize(count, 0.0F);
            hum.rate.resize(count, 0.0F);
        }
    }

    Timeline& whole_;
    Timeline& part_;
    std::size_t seam_;  // The sample that both have.
    double begin_s_;
    std::size_t known_bodies_;  // Before the part.
};

}  // namespace

void append(Timeline& whole, Timeline part) {
    Joiner(whole, part).run();
}

}  // namespace hibari::world
