#include "trust/likeness/testing/performance.h"

#include "trust/likeness/testing/stage.h"

namespace hibari::trust::testing {

Performance perform(const Challenge& challenge, Rng rng, const Conditions& conditions) {
    const Stage stage(challenge, rng, conditions);
    return stage.shot(stage.seen(), stage.right);
}

Challenge draw_challenge(Rng rng, std::int64_t now_us) {
    std::string secret;
    for (std::size_t i = 0; i < kChallengeSecretBytes; ++i) {
        secret += static_cast<char>(rng.integer(0, 255));
    }
    return Challenge::make(secret, now_us);
}

}  // namespace hibari::trust::testing
