#include "world/things/person.h"

#include "base/check.h"
#include "world/things/person_cut.h"
#include "world/things/person_parts.h"
#include "world/things/thing_list.h"

#include <algorithm>
#include <string_view>

namespace hibari::world {

namespace {

constexpr std::array<std::string_view, kPersonLinkCount> kLinkNames{
    "pelvis",        "abdomen",        "chest",           "neck",          "head",
    "left_clavicle", "left_upper_arm", "left_forearm",    "left_hand",     "left_fingers",
    "left_thumb",    "right_clavicle", "right_upper_arm", "right_forearm", "right_hand",
    "right_fingers", "right_thumb",    "left_thigh",      "left_shin",     "left_foot",
    "left_toes",     "right_thigh",    "right_shin",      "right_foot",    "right_toes",
};

constexpr std::array<int, kPersonLinkCount> kParents{
    -1,         kPelvis,       kAbdomen,       kChest,         kNeck,
    kChest,     kLeftClavicle, kLeftUpperArm,  kLeftForearm,   kLeftHand,
    kLeftHand,  kChest,        kRightClavicle, kRightUpperArm, kRightForearm,
    kRightHand, kRightHand,    kPelvis,        kLeftThigh,     kLeftShin,
    kLeftFoot,  kPelvis,       kRightThigh,    kRightShin,     kRightFoot,
};

// Segment masses as shares of the body, women and men: P. de Leva, "Adjustments to
// Zatsiorsky-Seluyanov's segment inertia parameters", J. Biomechanics 29 (1996), table 4. The upper
// trunk is shared between chest, neck and clavicles, the hand and the foot between their links.
struct Shares {
    float head, upper_trunk, middle_trunk, lower_trunk, upper_arm, forearm, hand, thigh, shank,
        foot;
};

constexpr Shares kWomen{
    0.0668F, 0.1545F, 0.1465F, 0.1247F, 0.0255F, 0.0138F, 0.0056F, 0.1478F, 0.0481F, 0.0129F
};
constexpr Shares kMen{
    0.0694F, 0.1596F, 0.1633F, 0.1117F, 0.0271F, 0.0162F, 0.0061F, 0.1416F, 0.0433F, 0.0137F
};

float body_mass_index(const PersonStyle& style) {
    if (style.age == Age::kChild) {
        return style.build == Build::kHeavy ? 20.0F : 16.0F;
    }
    const float grown = style.age == Age::kTeen ? 0.9F : 1.0F;
    switch (style.build) {
        case Build::kSlim:
            return 19.8F * grown;
        case Build::kMuscular:
            return 25.5F * grown;
        case Build::kHeavy:
            return 31.0F * grown;
        case Build::kAverage:
            break;
    }
    return 22.8F * grown;
}

void set_builds(const PersonStyle& style, PersonMeasures& m) {
    const bool woman = style.gender == Gender::kWoman && style.age != Age::kChild;
    m.waist = woman ? 0.87F : 1.0F;
    m.hips = woman ? 1.03F : 0.98F;
    m.muscle = woman ? 0.87F : 1.0F;
    m.girth = 1.0F;
    switch (style.build) {
        case Build::kSlim:
            m.girth = 0.89F;
            m.muscle *= 0.90F;
            break;
        case Build::kMuscular:
            m.girth = 1.02F;
            m.muscle *= 1.17F;
            m.waist *= 0.97F;
            break;
        case Build::kHeavy:
            m.girth = 1.20F;
            m.muscle *= 1.12F;
            m.waist *= 1.12F;
            break;
        case Build::kAverage:
            break;
    }
    if (style.age == Age::kChild) {
        m.muscle *= 0.88F;
        m.waist *= 1.06F;
    } else if (style.age == Age::kTeen) {
        m.muscle *= 0.92F;
        m.girth *= 0.95F;
    } else if (style.age == Age::kOld) {
        m.muscle *= 0.93F;
        m.waist *= 1.05F;
    }
}

// Heights of joints as shares of stature: R. Drillis, R. Contini, "Body segment parameters" (1966),
// as in D. Winter, "Biomechanics and Motor Control of Human Movement", fig. 4.1. They hold below an
// adult's chin (0.867 of the stature); larger heads push them down in proportion.
void set_joints(const PersonStyle& style, PersonMeasures& m) {
    const float heads = style.age == Age::kChild ? 5.4F : style.age == Age::kTeen ? 7.15F : 7.5F;
    const float height = m.height;
    const float head_height = height / heads;
    m.head = head_height / 0.2347F;
    const float below = (height - head_height) / 0.8667F;
    // Children are built with shorter legs.
    const float legs = style.age == Age::kChild ? 0.965F : style.age == Age::kTeen ? 1.0F : 1.005F;
    const float u = m.unit;
    const bool woman = style.gender == Gender::kWoman && style.age != Age::kChild;
    const float width = style.age == Age::kChild ? 0.148F : woman ? 0.152F : 0.170F;
    const float shoulder = width * u * (0.8F + 0.2F * m.muscle);

    const auto set = [&](PersonLink link, Vec3 joint, Vec3 tip, float share) {
        const auto i = static_cast<std::size_t>(link);
        m.joint[i] = joint;
        m.tip[i] = tip;
        m.center[i] = lerp(joint, tip, share);
    };
    const float hip_y = 0.522F * below * legs;
    const float knee_y = 0.283F * below * legs;
    const float ankle_y = 0.047F * below;
    const Vec3 pelvis{0, 0.545F * below * legs, 0};
    const Vec3 waist{0, pelvis.y + 0.045F * below, -0.012F * u};
    const Vec3 back{0, 0.680F * below, -0.022F * u};
    const Vec3 neck{0, 0.846F * below, -0.026F * u};
    const Vec3 skull{0, height - 0.118F * m.head, 0.014F * m.head};
    const Vec3 atlas{0, skull.y - 0.060F * m.head, -0.006F * u};
    set(kPelvis, pelvis, waist, 0.0F);
    m.center[kPelvis] = {0, pelvis.y - 0.012F * u, -0.008F * u};
    set(kAbdomen, waist, back, 0.48F);
    set(kChest, back, neck, 0.5F);
    set(kNeck, neck, atlas, 0.5F);
    set(kHead, atlas, skull, 1.0F);

    for (const bool right : {false, true}) {
        const float side = right ? -1.0F : 1.0F;
        const auto link = [&](PersonLink left) { return of_side(left, right); };
        const Vec3 collar{side * 0.028F * u, 0.826F * below, 0.006F * u};
        const Vec3 arm{side * shoulder, 0.812F * below, -0.020F * u};
        const Vec3 elbow{side * (shoulder + 0.018F * u), arm.y - 0.178F * below, -0.026F * u};
        const Vec3 wrist{side * (shoulder + 0.026F * u), elbow.y - 0.146F * below, -0.012F * u};
        const Vec3 knuckle{wrist.x, wrist.y - 0.056F * below, -0.006F * u};
        const Vec3 fingertip{knuckle.x, knuckle.y - 0.052F * below, 0.004F * u};
        set(link(kLeftClavicle), collar, arm, 0.5F);
        // Centres of mass along the segments: de Leva, table 4.
        set(link(kLeftUpperArm), arm, elbow, 0.577F);
        set(link(kLeftForearm), elbow, wrist, 0.457F);
        set(link(kLeftHand), wrist, knuckle, 0.55F);
        set(link(kLeftFingers), knuckle, fingertip, 0.45F);
        const Vec3 thumb = wrist + Vec3{-side * 0.004F, -0.018F, 0.020F} * u;
        set(link(kLeftThumb), thumb, thumb + Vec3{-side * 0.012F, -0.052F, 0.030F} * u, 0.45F);

        const float hip_x = side * 0.088F * u * m.hips;
        const Vec3 hip{hip_x, hip_y, 0};
        const Vec3 knee{side * 0.084F * u, knee_y, 0.006F * u};
        const Vec3 ankle{side * 0.082F * u, ankle_y, -0.020F * u};
        // The ball of the foot; the foot is 0.152 of the stature long, a little more of a child's.
        const float foot = (0.148F + 0.012F * (1.0F - clamp(below, 0.0F, 1.75F) / 1.75F)) * below;
        const Vec3 ball{ankle.x + side * 0.006F * u, 0.018F * u, ankle.z + 0.43F * foot};
        set(link(kLeftThigh), hip, knee, 0.41F);
        set(link(kLeftShin), knee, ankle, 0.446F);
        set(link(kLeftFoot), ankle, ball, 0.35F);
        m.center[static_cast<std::size_t>(link(kLeftFoot))].y = 0.55F * ankle_y;
        set(link(kLeftToes), ball, ball + Vec3{0, 0, 0.265F * foot}, 0.42F);
    }
}

void set_masses(const PersonStyle& style, PersonMeasures& m) {
    const float stature = m.height / style.scale;
    // Mass grows with the cube of a scaled person.
    const float total =
        body_mass_index(style) * stature * stature * style.scale * style.scale * style.scale;
    const Shares& s = style.gender == Gender::kWoman ? kWomen : kMen;
    // A child's head is a larger part of the whole, in proportion to its volume.
    const float head = s.head * (style.age == Age::kChild  ? 1.9F
                                 : style.age == Age::kTeen ? 1.15F
                                                           : 1.0F);
    m.mass_kg[kPelvis] = s.lower_trunk;
    m.mass_kg[kAbdomen] = s.middle_trunk;
    m.mass_kg[kChest] = s.upper_trunk * 0.86F;
    m.mass_kg[kNeck] = head * 0.17F;
    m.mass_kg[kHead] = head * 0.83F;
    for (const bool right : {false, true}) {
        const auto mass = [&](PersonLink left) -> float& {
            return m.mass_kg[static_cast<std::size_t>(of_side(left, right))];
        };
        mass(kLeftClavicle) = s.upper_trunk * 0.07F;
        mass(kLeftUpperArm) = s.upper_arm;
        mass(kLeftForearm) = s.forearm;
        mass(kLeftHand) = s.hand * 0.62F;
        mass(kLeftFingers) = s.hand * 0.26F;
        mass(kLeftThumb) = s.hand * 0.12F;
        mass(kLeftThigh) = s.thigh;
        mass(kLeftShin) = s.shank;
        mass(kLeftFoot) = s.foot * 0.8F;
        mass(kLeftToes) = s.foot * 0.2F;
    }
    float sum = 0.0F;
    for (const float share : m.mass_kg) {
        sum += share;
    }
    for (float& share : m.mass_kg) {
        share *= total / sum;
    }
}

struct Limit {
    PersonLink link;
    JointKind kind;
    Vec3 axis;   // hinge: of the turn; ball: middle of the cone
    float low;   // degrees; hinge: low; ball: minus the twist
    float high;  // degrees; hinge: high; ball: half angle of the cone
};

// Ranges of motion of the left side, from the usual clinical ranges (American Academy of
// Orthopaedic Surgeons, "Joint Motion"), rounded. A hinge about +X bends backwards for a limb that
// hangs.
constexpr auto kLimits = std::to_array<Limit>({
    {kAbdomen, JointKind::kBall, {0, 0.94F, 0.34F}, -30, 38},
    {kChest, JointKind::kBall, {0, 0.97F, 0.24F}, -35, 32},
    {kNeck, JointKind::kBall, {0, 0.99F, 0.12F}, -40, 34},
    {kHead, JointKind::kBall, {0, 0.99F, 0.12F}, -45, 34},
    {kLeftClavicle, JointKind::kBall, {0.95F, 0.28F, 0}, -15, 24},
    {kLeftUpperArm, JointKind::kBall, {0.55F, -0.25F, 0.80F}, -95, 112},
    {kLeftForearm, JointKind::kBall, {0, -0.26F, 0.966F}, -95, 78},
    {kLeftHand, JointKind::kBall, {0, -1, 0}, -12, 75},
    {kLeftFingers, JointKind::kHinge, {0, 0, 1}, -95, 20},
    {kLeftThumb, JointKind::kHinge, {0.5F, 0, 0.87F}, -55, 25},
    {kLeftThigh, JointKind::kBall, {0.26F, -0.62F, 0.74F}, -45, 78},
    {kLeftShin, JointKind::kHinge, {1, 0, 0}, -2, 150},
    {kLeftFoot, JointKind::kHinge, {1, 0, 0}, -32, 52},
    {kLeftToes, JointKind::kHinge, {1, 0, 0}, -68, 25},
});

void set_joint(Link& link, const Limit& limit, Vec3 pivot, Vec3 bone, bool right) {
    // The mirror image of a rotation axis in the plane x = 0 keeps x and turns y and z round.
    const Vec3 axis = right ? (limit.kind == JointKind::kHinge ? limit.axis * Vec3{1, -1, -1}
                                                               : limit.axis * Vec3{-1, 1, 1})
                            : limit.axis;
    link.joint = {
        .kind = limit.kind,
        .pivot = pivot,
        .axis = normalize(axis),
        .low = radians(limit.low),
        .high = radians(limit.high),
        .swing = normalize(bone, {0, 1, 0}),
        .damping = 0.4F + 0.25F * link.mass_kg,
    };
}

std::vector<Link> make_links(const PersonMeasures& m) {
    std::vector<Link> links(kPersonLinkCount);
    for (std::size_t i = 0; i < links.size(); ++i) {
        links[i].name = kLinkNames[i];
        links[i].rest = {m.center[i], {}};
        links[i].mass_kg = m.mass_kg[i];
        links[i].parent = kParents[i];
        links[i].joint.pivot = m.joint[i];
    }
    for (const Limit& limit : kLimits) {
        for (const bool right : {false, true}) {
            const PersonLink link = of_side(limit.link, right);
            const auto i = static_cast<std::size_t>(link);
            set_joint(
                links[i], limit, m.joint[i], m.tip[i] - m.joint[i], right && link != limit.link
            );
        }
    }
    return links;
}

void add_anchors(Blueprint& blueprint, const PersonMeasures& m) {
    const auto anchor = [&](std::string name, PersonLink link, Vec3 at, Quat turn = {}) {
        const Vec3 local = at - m.center[static_cast<std::size_t>(link)];
        blueprint.anchors.push_back({std::move(name), link, {local, turn}});
    };
    const float u = m.unit;
    for (const bool right : {false, true}) {
        const float side = right ? -1.0F : 1.0F;
        const std::string prefix = right ? "right_" : "left_";
        const PersonLink hand = of_side(kLeftHand, right);
        const Vec3 palm = lerp(
            m.joint[static_cast<std::size_t>(hand)], m.tip[static_cast<std::size_t>(hand)], 0.75F
        );
        anchor(prefix + "palm", hand, palm + Vec3{-side * 0.026F * u, 0, 0.004F * u});
        const PersonLink foot = of_side(kLeftFoot, right);
        const Vec3 ankle = m.joint[static_cast<std::size_t>(foot)];
        anchor(prefix + "sole", foot, {ankle.x, 0, ankle.z + 0.03F * u});
    }
    const Vec3 skull = m.center[kHead];
    anchor("eyes", kHead, skull + Vec3{0, 0.006F, 0.085F} * m.head);
    anchor("mouth", kHead, skull + Vec3{0, -0.062F, 0.095F} * m.head);
    anchor("crown", kHead, skull + Vec3{0, 0.118F, 0} * m.head);
    anchor("back", kChest, m.center[kChest] + Vec3{0, 0, -0.13F * u});
}

}  // namespace

PersonMeasures measure_person(const PersonStyle& style) {
    HIBARI_CHECK(style.height_m > 0.0F && style.scale > 0.0F, style.height_m, style.scale);
    PersonMeasures m;
    m.height = style.height_m;
    m.unit = style.height_m / 1.76F * (style.age == Age::kChild ? 1.02F : 1.0F);
    set_builds(style, m);
    set_joints(style, m);
    set_masses(style, m);
    return m;
}

Blueprint build_person(const Entity& entity, Rng rng) {
    const PersonStyle style = resolve_style(entity, rng);
    const PersonMeasures measures = measure_person(style);
    Blueprint blueprint;
    blueprint.links = make_links(measures);
    PersonBuilder body(blueprint.links, style, measures);
    const bool robot = style.top == Top::kRobot;
    if (robot) {
        add_robot(body);
    } else {
        add_torso(body);
        add_arms(body);
        add_hands(body);
        add_legs(body);
        add_feet(body);
        if (style.form != nullptr && !hides_head(style)) {
            add_likeness_head(body);
        } else {
            add_head(body);
            add_hair(body);
        }
    }
    add_hat(body);
    if (style.form != nullptr && style.own_top) {
        lay_torso_pictures(measures, style, blueprint.links);
    }
    add_worn(body);
    add_anchors(blueprint, measures);
    blueprint.substance = robot ? Substance::kSteel : Substance::kFlesh;
    blueprint.restitution = 0.08F;
    blueprint.friction = 0.7F;
    blueprint.rolling_friction = 0.03F;
    const float width = measures.tip[kLeftFingers].x + 0.05F * measures.unit;
    blueprint.half_extent = {width, 0.5F * measures.height, 0.17F * measures.unit};
    return blueprint;
}

const Thing kPerson{
    .name = "person",
    .words =
        {"person",
         "man",
         "woman",
         "boy",
         "girl",
         "child",
         "kid",
         "teenager",
         "teen",
         "guy",
         "lady",
         "gentleman",
         "human",
         "somebody",
         "someone",
         "people",
         "player",
         "basketball player",
         "soccer player",
         "football player",
         "tennis player",
         "baseball player",
         "volleyball player",
         "goalkeeper",
         "goalie",
         "striker",
         "footballer",
         "athlete",
         "sprinter",
         "runner",
         "jogger",
         "gymnast",
         "acrobat",
         "dancer",
         "ballerina",
         "skateboarder",
         "skater",
         "snowboarder",
         "skier",
         "surfer",
         "swimmer",
         "diver",
         "paddler",
         "cyclist",
         "rider",
         "jockey",
         "bowler",
         "golfer",
         "batter",
         "pitcher",
         "astronaut",
         "cosmonaut",
         "spaceman",
         "businessman",
         "businesswoman",
         "worker",
         "builder",
         "reporter",
         "news anchor",
         "presenter",
         "teacher",
         "student",
         "chef",
         "cook",
         "waiter",
         "waitress",
         "doctor",
         "nurse",
         "detective",
         "gangster",
         "magician",
         "musician",
         "guitarist",
         "drummer",
         "pianist",
         "singer",
         "actor",
         "actress",
         "speaker",
         "comedian",
         "cowboy",
         "cowgirl",
         "king",
         "queen",
         "prince",
         "princess",
         "santa",
         "santa claus",
         "grandmother",
         "grandma",
         "grandfather",
         "grandpa",
         "mother",
         "father",
         "mom",
         "dad",
         "friend",
         "stranger",
         "neighbour",
         "neighbor",
         "couple",
         "bride",
         "groom",
         "punk",
         "hiker",
         "sailor",
         "pilot",
         "driver",
         "firefighter",
         "farmer",
         "fisherman",
         "toddler"},
    .category = Category::kPerson,
    .traits = {.indoor = true, .outdoor = true},
    .usual_size = {0.5F, 1.75F, 0.35F},
    .build = build_person,
};

}  // namespace hibari::world
