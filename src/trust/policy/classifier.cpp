#include "trust/policy/classifier.h"

#include "trust/policy/embedded.h"
#include "trust/policy/network.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <unordered_map>
#include <utility>

namespace hibari::trust {
namespace {

constexpr std::size_t kPiecesInWindow = kPiecesMax - 2;
/// Pieces that a window shares with the one before it.
constexpr std::size_t kShared = 32;
/// Parts of a window that are left out in turn.
constexpr std::size_t kPartsMax = 6;

/// ln(sum of exp) of the outputs after the first, minus the first.
double any_of(std::span<const float> logits) {
    double most = logits[1];
    for (const float logit : logits.subspan(1)) {
        most = std::max(most, double{logit});
    }
    double sum = 0;
    for (const float logit : logits.subspan(1)) {
        sum += std::exp(double{logit} - most);
    }
    return most + std::log(sum) - double{logits[0]};
}

class NetworkClassifier final : public Classifier {
  public:
    NetworkClassifier(std::unique_ptr<const Network> network, const Knowledge& knowledge)
        : network_(std::move(network)) {
        constexpr std::string_view kRule = "rule:";
        std::unordered_map<std::string_view, std::uint32_t> rules;
        for (std::size_t i = 0; i < knowledge.rules().size(); ++i) {
            rules.emplace(knowledge.rules()[i].name, static_cast<std::uint32_t>(i));
        }
        said_.assign(knowledge.lexicon().size(), std::nullopt);
        denied_.assign(knowledge.lexicon().size(), std::nullopt);
        ruled_.assign(knowledge.rules().size(), std::nullopt);
        for (std::uint32_t i = 0; i < network_->inputs().size(); ++i) {
            std::string_view name = network_->inputs()[i];
            if (name.starts_with(kRule)) {
                const auto found = rules.find(name.substr(kRule.size()));
                if (found != rules.end()) {
                    ruled_[found->second] = i;
                }
                continue;
            }
            const bool is_denied = name.ends_with('-');
            name.remove_suffix(is_denied ? 1 : 0);
            // What the lexicon no longer has is never there.
            if (const auto what = knowledge.lexicon().find(name)) {
                (is_denied ? denied_ : said_)[*what] = i;
            }
        }
        for (const std::string& name : network_->outputs()) {
            categories_.push_back(category_of(name));
        }
    }

    Classification classify(
        const PlainText& text, const Scene& scene, std::span<const std::uint32_t> rules
    ) const override {
        const std::vector<PlacedPiece> pieces = network_->pieces().cut(text.text);
        const std::vector<std::uint32_t> inputs = inputs_of(scene, rules);
        Classification found;
        found.any = -std::numeric_limits<double>::infinity();
        found.odds.fill(found.any);
        std::size_t windows = 0;
        for (std::size_t from = 0; windows < kWindowsMax; from += kPiecesInWindow - kShared) {
            const std::size_t to = std::min(from + kPiecesInWindow, pieces.size());
            const std::span<const PlacedPiece> window = std::span(pieces).subspan(from, to - from);
            Encoded encoded = network_->encode(numbers_of(window));
            const float count = static_cast<float>(encoded.count());
            const auto logits = network_->judge(sum_of(encoded), std::span(&count, 1), inputs);
            const double any = any_of(logits);
            if (any > found.any) {
                found.any = any;
                found.pieces.assign(window.begin(), window.end());
                found.encoded = std::move(encoded);
            }
            for (std::size_t i = 0; i < categories_.size(); ++i) {
                if (categories_[i]) {
                    double& odds = found.odds[static_cast<std::size_t>(*categories_[i])];
                    odds = std::max(odds, double{logits[i + 1]} - double{logits[0]});
                }
            }
            ++windows;
            if (to == pieces.size()) {
                break;
            }
        }
        return found;
    }

    Blamed blame(
        const PlainText& text,
        const Scene& scene,
        std::span<const std::uint32_t> rules,
        const Classification& found
    ) const override {
        const std::vector<PlacedPiece>& pieces = found.pieces;

        // The words of the window: pieces that belong to one token.
        struct Word {
            std::uint32_t token;
            std::size_t first;
            std::size_t last;
        };

        std::vector<Word> words;
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            std::uint32_t token = kNoToken;
            for (std::size_t at = pieces[i].begin; at < pieces[i].end && token == kNoToken; ++at) {
                token = text.token_of[at];
            }
            if (token == kNoToken) {
                continue;
            }
            if (!words.empty() && words.back().token == token) {
                words.back().last = i + 1;
            } else {
                words.push_back({.token = token, .first = i, .last = i + 1});
            }
        }
        if (words.empty()) {
            return {};
        }
        const Encoded& encoded = found.encoded;
        const std::vector<float> whole = sum_of(encoded);
        const std::size_t size = (words.size() + kPartsMax - 1) / kPartsMax;
        const std::size_t parts = (words.size() + size - 1) / size;
        std::vector<float> sums;
        std::vector<float> counts;
        for (std::size_t i = 0; i < parts; ++i) {
            std::vector<float> sum = whole;
            float count = static_cast<float>(encoded.count());
            for (std::size_t word = i * size; word < std::min((i + 1) * size, words.size());
                 ++word) {
                for (std::size_t piece = words[word].first; piece < words[word].last; ++piece) {
                    const float* const row = encoded.pieces.data() + (piece + 1) * encoded.width;
                    for (std::size_t k = 0; k < encoded.width; ++k) {
                        sum[k] -= row[k];
                    }
                    count -= 1;
                }
            }
            sums.insert(sums.end(), sum.begin(), sum.end());
            counts.push_back(count);
        }
        const auto logits = network_->judge(sums, counts, inputs_of(scene, rules));
        const std::size_t width = logits.size() / parts;
        std::size_t best = 0;
        double lowest = std::numeric_limits<double>::infinity();
        for (std::size_t i = 0; i < parts; ++i) {
            const double any = any_of(std::span(logits).subspan(i * width, width));
            if (any < lowest) {
                lowest = any;
                best = i;
            }
        }
        const std::size_t last = std::min((best + 1) * size, words.size()) - 1;
        return {.first = words[best * size].token, .last = words[last].token + 1};
    }

  private:
    std::vector<std::uint32_t> inputs_of(const Scene& scene, std::span<const std::uint32_t> rules)
        const {
        std::vector<std::uint32_t> inputs;
        const auto add = [&](const std::optional<std::uint32_t>& input) {
            if (input) {
                inputs.push_back(*input);
            }
        };
        for (const Mention& mention : scene.mentions) {
            add((mention.is_negated ? denied_ : said_)[mention.what]);
        }
        for (const std::uint32_t rule : rules) {
            add(ruled_[rule]);
        }
        std::ranges::sort(inputs);
        inputs.erase(std::ranges::unique(inputs).begin(), inputs.end());
        return inputs;
    }

    static std::vector<std::uint32_t> numbers_of(std::span<const PlacedPiece> window) {
        std::vector<std::uint32_t> numbers = {kBeginPiece};
        for (const PlacedPiece& piece : window) {
            numbers.push_back(piece.number);
        }
        numbers.push_back(kEndPiece);
        return numbers;
    }

    static std::vector<float> sum_of(const Encoded& encoded) {
        std::vector<float> sum(encoded.width, 0);
        for (std::size_t i = 0; i < encoded.count(); ++i) {
            for (std::size_t k = 0; k < encoded.width; ++k) {
                sum[k] += encoded.pieces[i * encoded.width + k];
            }
        }
        return sum;
    }

    std::unique_ptr<const Network> network_;
    /// Of each concept the input that says it is there, or is denied; of each rule likewise.
    std::vector<std::optional<std::uint32_t>> said_;
    std::vector<std::optional<std::uint32_t>> denied_;
    std::vector<std::optional<std::uint32_t>> ruled_;
    /// Of the outputs after the first.
    std::vector<std::optional<Category>> categories_;
};

}  // namespace

Result<std::unique_ptr<const Classifier>> Classifier::create(const Knowledge& knowledge) {
    const std::string_view file = embedded::policy_classifier;
    auto network = HIBARI_TRY(Network::load(std::as_bytes(std::span(file.data(), file.size()))));
    return std::make_unique<const NetworkClassifier>(std::move(network), knowledge);
}

}  // namespace hibari::trust
