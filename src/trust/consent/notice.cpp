#include "trust/consent/notice.h"

#include "trust/audit/merkle.h"

namespace hibari::trust {
namespace {

std::string_view who(Level level) {
    switch (level) {
        case Level::kOnlyMe:
            return "Nobody but you can make clips with it. Example: a friend who writes your "
                   "@handle "
                   "into a prompt gets an error, and you are not in any clip.\n";
        case Level::kApproved:
            return "Only people you approve one by one can make clips with it. Example: your "
                   "sister "
                   "asks, you say yes, and from then on she can put you on a surfboard without "
                   "asking "
                   "again. You can take that back at any time.\n";
        case Level::kMutuals:
            return "People you approve, and everybody whom you follow and who follows you, can "
                   "make "
                   "clips with it without asking each time. Example: somebody you met once and "
                   "followed back can show you dancing in a supermarket.\n";
        case Level::kEveryone:
            return "Everybody on this server can make clips with it, people you have never met "
                   "included, without asking. Example: a stranger can show you singing badly, "
                   "losing "
                   "a race or talking to a horse, and post it. Whoever you block or deny cannot.\n";
    }
    return "";
}

}  // namespace

std::string notice_text(LikenessKind kind, const Scope& scope) {
    const bool is_person = kind == LikenessKind::kPerson;
    std::string text =
        is_person ? "You are about to let this server make clips that show you.\n\n"
                    "What is kept: cut-out pictures of you from several sides and a short "
                    "recording of your voice, made from the clip you recorded. They are used "
                    "for making clips and for nothing else, and nobody can download them.\n\n"
                  : "You are about to let this server make clips that show what you "
                    "recorded.\n\nWhat is kept: cut-out pictures of it, made from the clip "
                    "you recorded. They are used for making clips and for nothing else, and "
                    "nobody can download them.\n\n";
    text += who(scope.level);
    if (is_person) {
        text += scope.voice
                    ? "Clips may speak in your voice. Example: you say a sentence in a clip "
                      "that you never said.\n"
                    : "Clips may not speak in your voice: you are silent in them or speak "
                      "in another one.\n";
    }
    text += scope.remix ? "Others may change clips that have it in them. Example: somebody takes a "
                          "clip of you at the beach and makes it snow there.\n"
                        : "Others may not change clips that have it in them.\n";
    text +=
        "\nWhatever you choose:\n"
        "- You see every clip with it the moment somebody asks for it, drafts that nobody posted "
        "included, and you can delete any of them.\n"
        "- You can write down how it should appear and what it must never do; every clip is "
        "checked against that before anybody sees it.\n"
        "- Sexual content with it is never made, whatever anybody allows.\n"
        "- You can take everything back with one button. Clips that are being made stop within "
        "seconds, what others made is hidden or deleted as you choose, remixes of it too, and "
        "what was recorded is deleted.\n"
        "- What taking back cannot do: fetch back copies that somebody downloaded before. They "
        "carry a mark by which they can be recognised.\n";
    if (scope.expires_at_us) {
        text += "- Your permission ends by itself at the time you chose.\n";
    }
    return text;
}

std::string notice_hash(LikenessKind kind, const Scope& scope) {
    return to_text(hash_bytes(notice_text(kind, scope)));
}

bool is_wider(const Scope& before, const Scope& after) {
    const bool lasts_longer =
        before.expires_at_us.has_value() &&
        (!after.expires_at_us || *after.expires_at_us > *before.expires_at_us);
    return after.level > before.level || (after.voice && !before.voice) ||
           (after.remix && !before.remix) || lasts_longer;
}

}  // namespace hibari::trust
