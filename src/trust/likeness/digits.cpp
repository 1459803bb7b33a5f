#include "trust/likeness/digits.h"

#include "trust/likeness/speech_part.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <pocketsphinx/pocketsphinx.h>
#include <unistd.h>
#include <vector>

namespace hibari::trust {
namespace {

constexpr std::string_view kModelFolder = "/usr/share/pocketsphinx/model/en-us/en-us";
// The misfit of a sound that cannot be read as the digits at all.
constexpr double kNoFit = 1e3;
// Scores of paths are kept without their lowest ten bits (SENSCR_SHIFT in pocketsphinx).
constexpr double kScoreUnit = 1024.0;

// One word per digit and way of saying it: those of CMUdict, and how speakers of British English
// and the voices of espeak-ng say them.
struct Saying {
    const char* word;
    const char* phones;
};

constexpr std::array<Saying, 25> kSayings = {{
    {"zero", "Z IH R OW"},    {"zero(2)", "Z IY R OW"}, {"zero(3)", "Z IH AH R OW"},
    {"zero(4)", "OW"},        {"one", "W AH N"},        {"one(2)", "HH W AH N"},
    {"one(3)", "W AO N"},     {"two", "T UW"},          {"two(2)", "T IH UW"},
    {"three", "TH R IY"},     {"three(2)", "TH ER IY"}, {"four", "F AO R"},
    {"four(2)", "F AO"},      {"four(3)", "F OW R"},    {"five", "F AY V"},
    {"five(2)", "F AY F"},    {"six", "S IH K S"},      {"six(2)", "S IH K"},
    {"seven", "S EH V AH N"}, {"seven(2)", "S EH V N"}, {"eight", "EY T"},
    {"eight(2)", "EY"},       {"nine", "N AY N"},       {"nine(2)", "N AY AH N"},
    {"nine(3)", "N AA IY N"},
}};

constexpr std::array<std::string_view, 10> kWords = {
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"
};

struct FreeDecoder {
    void operator()(ps_decoder_t* decoder) const { ps_free(decoder); }
};

struct FreeConfig {
    void operator()(cmd_ln_t* config) const { cmd_ln_free_r(config); }
};

using DecoderPtr = std::unique_ptr<ps_decoder_t, FreeDecoder>;

std::string words_of(std::string_view digits) {
    std::string words;
    for (const char digit : digits) {
        words += (words.empty() ? "" : " ");
        words += kWords[static_cast<std::size_t>(digit - '0')];
    }
    return words;
}

std::string grammar(const std::string& rule) {
    return "#JSGF V1.0;\ngrammar digits;\npublic <said> = " + rule + ";\n";
}

std::string digits_of(const char* hypothesis) {
    std::string digits;
    std::string word;
    for (const char* at = hypothesis;; ++at) {
        if (*at != ' ' && *at != '\0') {
            word += *at;
            continue;
        }
        const std::string plain = word.substr(0, word.find('('));
        const auto found = std::find(kWords.begin(), kWords.end(), plain);
        if (found != kWords.end()) {
            digits += static_cast<char>('0' + (found - kWords.begin()));
        }
        word.clear();
        if (*at == '\0') {
            return digits;
        }
    }
}

struct Reading {
    std::string digits;
    double score = 0.0;
    bool found = false;
};

class Listener {
  public:
    static Result<Listener> create() {
        const std::string folder(kModelFolder);
        if (access((folder + "/mdef").c_str(), R_OK) != 0) {
            return fail(
                {.code = ErrorCode::kUnavailable,
                 .message = "the speech model for spoken digits is not installed",
                 .hint = "install the package pocketsphinx-en-us"}
            );
        }
        // Scores of different grammars are only comparable when every senone is computed.
        const std::unique_ptr<cmd_ln_t, FreeConfig> config(cmd_ln_init(
            nullptr,
            ps_args(),
            1,
            "-hmm",
            folder.c_str(),
            "-logfn",
            "/dev/null",
            "-compallsen",
            "yes",
            "-bestpath",
            "no",
            "-fwdflat",
            "no",
            "-beam",
            "1e-80",
            "-wbeam",
            "1e-60",
            "-pbeam",
            "1e-80",
            "-remove_silence",
            "no",
            nullptr
        ));
        if (!config) {
            return fail(ErrorCode::kInternal, "cannot configure the speech recogniser");
        }
        DecoderPtr decoder(ps_init(config.get()));
        if (!decoder) {
            return fail(ErrorCode::kInternal, "cannot start the speech recogniser");
        }
        for (const Saying& saying : kSayings) {
            if (ps_add_word(decoder.get(), saying.word, saying.phones, 0) < 0) {
                return fail(ErrorCode::kInternal, "the speech recogniser knows no digits");
            }
        }
        return Listener(std::move(decoder));
    }

    Result<Reading> read(const std::string& rule, const std::vector<std::int16_t>& sound) {
        const std::string name = "digits" + std::to_string(searches_++);
        if (ps_set_jsgf_string(decoder_.get(), name.c_str(), grammar(rule).c_str()) != 0 ||
            ps_set_search(decoder_.get(), name.c_str()) != 0 || ps_start_utt(decoder_.get()) != 0) {
            return fail(ErrorCode::kInternal, "the speech recogniser refused its grammar");
        }
        ps_process_raw(decoder_.get(), sound.data(), sound.size(), 0, 1);
        ps_end_utt(decoder_.get());
        std::int32_t score = 0;
        const char* hypothesis = ps_get_hyp(decoder_.get(), &score);
        if (hypothesis == nullptr) {
            return Reading{};
        }
        const double log_base = logmath_log_to_ln(ps_get_logmath(decoder_.get()), 1);
        return Reading{
            .digits = digits_of(hypothesis), .score = score * kScoreUnit * log_base, .found = true
        };
    }

  private:
    explicit Listener(DecoderPtr decoder) : decoder_(std::move(decoder)) {}

    DecoderPtr decoder_;
    int searches_ = 0;
};

}  // namespace

Result<DigitsHeard> hear_digits(std::span<const float> sound, std::string_view expected) {
    DigitsHeard result;
    const SpeechPart part = find_speech(sound);
    result.speech_s = part.seconds();
    if (part.is_empty()) {
        return result;
    }
    const std::vector<std::int16_t> samples = for_recogniser(sound, part);
    Listener listener = HIBARI_TRY(Listener::create());
    const Reading free = HIBARI_TRY(listener.read(
        "( zero | one | two | three | four | five | six | seven | eight | nine )+", samples
    ));
    const Reading asked = HIBARI_TRY(listener.read(words_of(expected), samples));
    result.heard = free.digits;
    const double frames = static_cast<double>(samples.size()) / 160.0;
    result.misfit = asked.found && free.found ? (free.score - asked.score) / frames : kNoFit;
    return result;
}

}  // namespace hibari::trust
