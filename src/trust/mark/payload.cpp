#include "trust/mark/payload.h"

#include "base/check.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <string>
#include <vector>

namespace hibari::trust {
namespace {

constexpr std::size_t kMessageBits = kPayloadBits / 2;
constexpr int kMemory = 10;
constexpr std::uint32_t kStates = 1U << kMemory;
constexpr std::uint32_t kGenerators[2] = {02335, 03661};
/// Rounds of the circular decoder; later ones change nothing any more (measured: 4 as good as 16).
constexpr int kRoundsMax = 4;

/// The id in the upper 32 bits and its check in the lower 16.
using Message = std::uint64_t;

/// A pseudo-random function of the id under the key: 16 bits of a ChaCha20 block whose nonce is
/// the id.
std::uint32_t check_of(std::uint32_t id, const MarkKey& key) {
    std::string purpose = "pcheck";
    for (int shift = 0; shift < 32; shift += 8) {
        purpose.push_back(static_cast<char>((id >> shift) & 0xffU));
    }
    return KeyStream(key, purpose).bits() & 0xffffU;
}

std::uint32_t message_bit(Message message, std::size_t index) {
    return static_cast<std::uint32_t>(message >> (kMessageBits - 1 - index)) & 1U;
}

/// Two coded bits from the last kMemory + 1 message bits, the newest lowest.
std::uint32_t coded_pair(std::uint32_t window) {
    const auto parity = [window](std::uint32_t generator) {
        return static_cast<std::uint32_t>(std::popcount(window & generator)) & 1U;
    };
    return (parity(kGenerators[0]) << 1U) | parity(kGenerators[1]);
}

PayloadBits encode(Message message) {
    PayloadBits bits{};
    // Tail-biting: the encoder begins with the last bits of the message in its memory.
    std::uint32_t window = static_cast<std::uint32_t>(message) & (kStates - 1);
    for (std::size_t i = 0; i < kMessageBits; ++i) {
        window = ((window << 1U) | message_bit(message, i)) & (2 * kStates - 1);
        const std::uint32_t pair = coded_pair(window);
        bits[2 * i] = static_cast<std::uint8_t>(pair >> 1U);
        bits[2 * i + 1] = static_cast<std::uint8_t>(pair & 1U);
    }
    return bits;
}

/// Where each coded bit goes, and whether it is flipped there.
struct Scatter {
    std::array<std::uint8_t, kPayloadBits> place = {};
    std::array<std::uint8_t, kPayloadBits> flip = {};

    explicit Scatter(const MarkKey& key) {
        KeyStream stream(key, "payload");
        for (std::size_t i = 0; i < kPayloadBits; ++i) {
            place[i] = static_cast<std::uint8_t>(i);
            flip[i] = static_cast<std::uint8_t>(stream.bits() & 1U);
        }
        for (std::size_t i = kPayloadBits - 1; i > 0; --i) {
            std::swap(place[i], place[stream.below(static_cast<std::uint32_t>(i + 1))]);
        }
    }
};

struct Candidate {
    Message message = 0;
    float score = 0.0F;
};

/// Viterbi on the circular trellis: goes round a few times, each round beginning with what the one
/// before knew about the states, and collects the paths that end in the state they began in (Shao,
/// Lin, Fossorier: "Two decoding algorithms for tailbiting codes", IEEE Trans. Commun. 51, 2003).
class CircularDecoder {
  public:
    explicit CircularDecoder(const std::array<float, kPayloadBits>& soft)
        : soft_(soft), chosen_(kMessageBits * kStates), scores_(kStates), starts_(kStates) {}

    /// The best words found, best first.
    std::vector<Candidate> decode() {
        std::vector<Candidate> found;
        for (int round = 0; round < kRoundsMax; ++round) {
            go_round();
            collect(found);
            const auto best = std::ranges::max_element(scores_) - scores_.begin();
            const auto state = static_cast<std::uint32_t>(best);
            if (starts_[state] == state) {
                break;  // No other path of the circle can be better.
            }
        }
        return found;
    }

  private:
    void go_round() {
        before_ = scores_;
        for (std::uint32_t state = 0; state < kStates; ++state) {
            starts_[state] = static_cast<std::uint16_t>(state);
        }
        std::vector<float> next(kStates);
        std::vector<std::uint16_t> next_starts(kStates);
        for (std::size_t i = 0; i < kMessageBits; ++i) {
            const float a = soft_[2 * i];
            const float b = soft_[2 * i + 1];
            const float gain[4] = {-a - b, -a + b, a - b, a + b};
            std::uint8_t* chosen = &chosen_[i * kStates];
            for (std::uint32_t state = 0; state < kStates; ++state) {
                // Either oldest bit may have been dropped to get here.
                const std::uint32_t low = state >> 1U;
                const std::uint32_t high = low | (kStates >> 1U);
                const float from_low = scores_[low] + gain[kPairs[state]];
                const float from_high = scores_[high] + gain[kPairs[state | kStates]];
                const bool is_high = from_high > from_low;
                next[state] = is_high ? from_high : from_low;
                next_starts[state] = starts_[is_high ? high : low];
                chosen[state] = is_high ? 1 : 0;
            }
            scores_.swap(next);
            starts_.swap(next_starts);
        }
    }

    void collect(std::vector<Candidate>& found) const {
        for (std::uint32_t state = 0; state < kStates; ++state) {
            if (starts_[state] != state) {
                continue;
            }
            const float score = scores_[state] - before_[state];
            if (found.size() == kPayloadCandidates && score <= found.back().score) {
                continue;
            }
            const Message message = trace(state);
            if (std::ranges::find(found, message, &Candidate::message) != found.end()) {
                continue;
            }
            const auto place =
                std::ranges::upper_bound(found, score, std::greater<>{}, &Candidate::score);
            found.insert(place, {.message = message, .score = score});
            if (found.size() > kPayloadCandidates) {
                found.pop_back();
            }
        }
    }

    Message trace(std::uint32_t state) const {
        Message message = 0;
        for (std::size_t i = kMessageBits; i-- > 0;) {
            message |= Message{state & 1U} << (kMessageBits - 1 - i);
            state = (state >> 1U) | (chosen_[i * kStates + state] != 0 ? kStates >> 1U : 0U);
        }
        return message;
    }

    static std::array<std::uint8_t, 2 * kStates> all_pairs() {
        std::array<std::uint8_t, 2 * kStates> pairs{};
        for (std::uint32_t window = 0; window < pairs.size(); ++window) {
            pairs[window] = static_cast<std::uint8_t>(coded_pair(window));
        }
        return pairs;
    }

    inline static const std::array<std::uint8_t, 2 * kStates> kPairs = all_pairs();

    const std::array<float, kPayloadBits>& soft_;
    std::vector<std::uint8_t> chosen_;
    std::vector<float> scores_;
    std::vector<float> before_;
    std::vector<std::uint16_t> starts_;
};

/// What is said of each coded bit, in the order of the encoder; its mean magnitude is 1.
std::optional<std::array<float, kPayloadBits>> gather(
    std::span<const float> soft, const MarkKey& key
) {
    const Scatter scatter(key);
    std::array<float, kPayloadBits> gathered{};
    double sum = 0.0;
    for (std::size_t i = 0; i < kPayloadBits; ++i) {
        const float value = soft[scatter.place[i]];
        gathered[i] = std::isfinite(value) ? value : 0.0F;
        gathered[i] = scatter.flip[i] != 0 ? -gathered[i] : gathered[i];
        sum += std::abs(gathered[i]);
    }
    if (sum == 0.0) {
        return std::nullopt;
    }
    for (float& value : gathered) {
        value = static_cast<float>(value * (kPayloadBits / sum));
    }
    return gathered;
}

}  // namespace

PayloadBits encode_payload(std::uint32_t id, const MarkKey& key) {
    const PayloadBits coded = encode((Message{id} << 16U) | check_of(id, key));
    const Scatter scatter(key);
    PayloadBits bits{};
    for (std::size_t i = 0; i < kPayloadBits; ++i) {
        bits[scatter.place[i]] = coded[i] ^ scatter.flip[i];
    }
    return bits;
}

std::optional<std::uint32_t> decode_payload(std::span<const float> soft, const MarkKey& key) {
    HIBARI_CHECK(soft.size() == kPayloadBits, soft.size());
    const auto gathered = gather(soft, key);
    if (!gathered) {
        return std::nullopt;
    }
    for (const Candidate& candidate : CircularDecoder(*gathered).decode()) {
        const auto id = static_cast<std::uint32_t>(candidate.message >> 16U);
        if (check_of(id, key) == (candidate.message & 0xffffU)) {
            return id;
        }
    }
    return std::nullopt;
}

double payload_agreement(std::span<const float> soft, std::uint32_t id, const MarkKey& key) {
    HIBARI_CHECK(soft.size() == kPayloadBits, soft.size());
    const PayloadBits bits = encode_payload(id, key);
    double sum = 0.0;
    double power = 0.0;
    for (std::size_t i = 0; i < kPayloadBits; ++i) {
        const double value = std::isfinite(soft[i]) ? double{soft[i]} : 0.0;
        sum += bits[i] != 0 ? value : -value;
        power += value * value;
    }
    return power > 0.0 ? sum / std::sqrt(power * kPayloadBits) : 0.0;
}

}  // namespace hibari::trust
