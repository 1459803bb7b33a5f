// What is shown for a mood or an idea: a scene in plain English, which the director reads like any
// prompt.
#include "world/director/lexicon/tables.h"

namespace hibari::world {
namespace {

constexpr NameRow kSceneTable[] = {
    {"calm|peace|peaceful|serene|serenity|tranquil|tranquility|relax|relaxing|relaxed|meditation|"
     "quiet|stillness|silence|silent|soothing|zen|mindfulness|slow down|breathe|gentle",
     "A rowboat floats on a mountain lake at dawn. Slow dolly in. Calm piano music. Birdsong."},
    {"hope|hopeful|optimism|optimistic|new beginning|beginning|beginnings|fresh start|faith|trust|"
     "renewal|spring|believe|rebirth|healing|gratitude|thankful",
     "A hot air balloon drifts up over a meadow at dawn while a girl waves. Crane shot. Calm piano "
     "music. Birdsong."},
    {"happy|happiness|smile|joy|joyful|fun|funny|laugh|laughter|cheerful|delight|cute|adorable|"
     "cheer|silly|playful|giggle|comedy|hilarious|wholesome|good mood",
     "A small dog chases a red ball across a sunny park while a girl laughs and claps. Happy "
     "ukulele music."},
    {"lonely|loneliness|alone|sad|sadness|grief|melancholy|melancholic|heartbreak|sorrow|miss|"
     "longing|depression|despair|loss|farewell|goodbye|solitude|regret|heartbroken|tears|empty|"
     "emptiness|isolation",
     "A man sits on a bench in a street at night in the rain. Slow dolly out. Sad piano music."},
    {"future|futuristic|technology|tomorrow|science|innovation|ai|artificial intelligence|cyber|"
     "cyberpunk|progress|digital|tech|sci fi|science fiction|machine|automation|modern",
     "A robot walks through a city at night. Orbit shot. Electronic music."},
    {"love|romance|romantic|affection|kiss|valentine|passion|tenderness|soulmates|devotion",
     "A woman in a red dress and a man hug on a beach at sunset. Slow orbit shot. Calm strings "
     "music."},
    {"friendship|friend|friends|togetherness|together|family|community|kindness|unity|belonging|"
     "warmth|cosy|cozy|home|hygge|comfort",
     "Three friends sit around a campfire in a forest at dusk and laugh. Calm guitar music. "
     "Crickets."},
    {"strange|weird|odd|supernatural|unexplained|paranormal|fear|scary|horror|creepy|nightmare|"
     "terror|spooky|dread|dark|darkness|evil|haunted|terrifying|"
     "eerie|sinister|halloween|panic|anxiety|death",
     "A man walks slowly through a foggy forest at night. Handheld camera. Spooky music. Owl "
     "hoots."},
    {"mystery|mysterious|secret|suspense|enigma|unknown|thriller|noir|crime|intrigue|tension",
     "A detective walks along a foggy street at night. Tracking shot. Tense music."},
    {"anger|rage|angry|fury|furious|war|conflict|struggle|danger|dangerous|wrath|tempest|storm|"
     "hate|revenge",
     "A sailboat in a storm at sea with lightning and thunder. Handheld camera. Tense drums music."
    },
    {"chain reaction|domino effect|rube goldberg|domino rally|contraption",
     "A row of twelve colourful dominoes topples on a table and the last one rings a bell. "
     "Close-up."},
    {"chaos|chaotic|destruction|disaster|mess|collapse|crash|entropy|satisfying|physics",
     "A bowling ball rolls into a tower of six wooden blocks. Low angle. Tense music."},
    {"energy|energetic|power|powerful|speed|fast|adrenaline|excitement|exciting|thrill|thrilling|"
     "action|intense|intensity|dynamic|wild|hype",
     "A red race car speeds along a road at sunset. Tracking shot. Rock music."},
    {"freedom|free|liberty|adventure|adventurous|explore|exploration|journey|travel|wanderlust|"
     "escape|nature|epic|majestic|beautiful|beauty|strength|spirit|grace",
     "A white horse gallops across a meadow at golden hour in the wind. Tracking shot. Epic music."
    },
    {"victory|success|triumph|win|winning|winner|achievement|motivation|motivational|inspiration|"
     "inspirational|inspiring|courage|perseverance|champion|determination|ambition|pride|bravery|"
     "teamwork|celebrate|sport",
     "A basketball player makes a shot in a gym and the crowd cheers. Epic music."},
    {"dream|dreamy|dreams|imagination|surreal|fantasy|magic|magical|wonder|whimsical|miracle|"
     "aesthetic|art|artistic|ethereal|poetic|poetry|stunning|gorgeous",
     "Three colourful hot air balloons drift up over a meadow at golden hour. Crane shot. Dreamy "
     "calm music."},
    {"time|life|meaning|existence|philosophy|eternity|fate|age|aging|wisdom|patience|waiting|"
     "thinking|thoughtful|deep|truth|soul|reflection",
     "An old man sits on a bench under a tree in a park at golden hour. Slow dolly in. Calm "
     "strings music. Birdsong."},
    {"nostalgia|nostalgic|memory|memories|childhood|past|old days|remember|innocence|youth|summer|"
     "holiday|holidays|vacation",
     "A child flies a kite on a meadow at golden hour. Calm guitar music."},
    {"party|birthday|celebration|congratulations|anniversary|festive|new year",
     "Two children clap at a table with a cake in a living room. Happy music."},
    {"music|song|rhythm|dance|dancing|disco|concert|groove",
     "A woman in a red dress dances on a stage. Funky music. Orbit shot."},
    {"sleep|sleepy|bedtime|lullaby|rest|tired|lazy|cosiness|boredom|boring",
     "A cat lies on a sofa in a living room in the evening. Slow dolly in. Calm piano music."},
    {"morning|breakfast|coffee|wake|good morning|monday",
     "A woman sits at a table in a kitchen at dawn and drinks from a cup. Lofi music."},
    {"work|business|productivity|money|startup|career|busy|success story|corporate",
     "A woman in a blue suit walks through a city. Tracking shot. Happy music."},
    {"health|fitness|exercise|running|healthy|wellness",
     "A woman runs through a park at dawn. Tracking shot. Happy music."},
};

// For prompts that name no mood either.
constexpr std::string_view kAnySceneTable[] = {
    "A white horse gallops across a meadow at golden hour in the wind. Tracking shot. Epic music.",
    "A small dog chases a red ball across a sunny park while a girl laughs and claps. Happy "
    "ukulele music.",
    "Three colourful hot air balloons drift up over a meadow at dawn. Crane shot. Calm piano "
    "music.",
    "A skateboarder lands a kickflip in a skate park at golden hour. Low angle. Funky music.",
};

}  // namespace

std::span<const NameRow> scene_rows() {
    return kSceneTable;
}

std::span<const std::string_view> any_scenes() {
    return kAnySceneTable;
}

}  // namespace hibari::world
