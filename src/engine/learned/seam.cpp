#include "engine/learned/seam.h"

#include "base/check.h"

#include <algorithm>
#include <vector>

namespace hibari::engine {

Seam::Seam(media::AudioBuffer& old, std::size_t again) : end_(std::min(old.size(), kSamples)) {
    HIBARI_CHECK(again >= kSamples, again);
    skipped_ = again - end_.size();
    const auto cut = [this](std::vector<float>& from, std::vector<float>& to) {
        std::copy(from.end() - static_cast<std::ptrdiff_t>(end_.size()), from.end(), to.begin());
        from.resize(from.size() - to.size());
    };
    cut(old.left, end_.left);
    cut(old.right, end_.right);
}

media::AudioBuffer Seam::next(media::AudioBuffer sound) {
    const std::size_t drop = std::min(skipped_, sound.size());
    skipped_ -= drop;
    for (std::vector<float>* plane : {&sound.left, &sound.right}) {
        plane->erase(plane->begin(), plane->begin() + static_cast<std::ptrdiff_t>(drop));
    }
    for (std::size_t i = 0; i < sound.size() && faded_ < end_.size(); ++i, ++faded_) {
        const float share = (static_cast<float>(faded_) + 0.5F) / static_cast<float>(end_.size());
        const auto fade = [&](const std::vector<float>& old, std::vector<float>& now) {
            now[i] = old[faded_] + share * (now[i] - old[faded_]);
        };
        fade(end_.left, sound.left);
        fade(end_.right, sound.right);
    }
    return sound;
}

}  // namespace hibari::engine
