"""Trains the classifier of generic candidates and writes src/detect/generic/model.gen.ts.

    npx tsx scripts/train/candidates.ts CREDDATA/data > candidates.jsonl
    npx tsx scripts/train/candidates.ts node_modules /usr/lib/python3 > clean.jsonl
    python3 scripts/train/train.py candidates.jsonl CREDDATA --clean clean.jsonl [--write MODEL] [--oof FILE]

Needs lightgbm and numpy. Labels are those of CredData (Apache-2.0): a candidate is right when its line is a labelled
secret and its value overlaps the labelled one. Lines without a label count as wrong, with half the weight.
Repositories are kept together: what is printed was predicted by models that never saw the repository, over several
divisions into five parts. --oof writes these predictions for `npm run bench -- accuracy --creddata FOLDER --oof FILE`.
"""
import argparse, collections, importlib.util, json, os
import numpy as np, lightgbm as lgb

ap = argparse.ArgumentParser()
ap.add_argument("candidates"); ap.add_argument("creddata"); ap.add_argument("--clean"); ap.add_argument("--write")
ap.add_argument("--oof"); ap.add_argument("--dump", type=int, default=0)
ap.add_argument("--trees", type=int, default=240); ap.add_argument("--first", type=int, default=24); ap.add_argument("--leaves", type=int, default=15)
ap.add_argument("--rate", type=float, default=0.06); ap.add_argument("--divisions", type=int, default=4)
ap.add_argument("--max-clean", type=int, default=20000); ap.add_argument("--clean-share", type=float, default=0.5)
ap.add_argument("--without", default="", help="features to leave out, by commas: to see what they are worth")
ap.add_argument("--min-leaf", type=int, default=20)
args = ap.parse_args()
PARTS = 5

spec = importlib.util.spec_from_file_location("score", os.path.join(args.creddata, "score.py"))
score = importlib.util.module_from_spec(spec); spec.loader.exec_module(score)
units = score.units_of(score.load_meta(os.path.join(args.creddata, "meta")), "line", os.path.join(args.creddata, "data"))
at = collections.defaultdict(list)
for u in units:
    for line in range(u.a, u.b + 1): at[(u.file, line)].append(u)

def read(path):
    with open(path) as f: return json.loads(next(f))["features"], [json.loads(line) for line in f]

names, everything = read(args.candidates)
# What the scanner refuses unasked counts as not found. It teaches all the same what is no credential.
found = everything; asked = np.array(["refused" not in one for one in everything])

def label(one):
    """1 right, 0 wrong, None no label."""
    us = at.get((one["file"], one["line"]), [])
    if not us: return None
    start = one["start_col"] - 1; end = start + len(one["secret"])
    overlaps = lambda r: r.a != r.b or r.vs < 0 or (start < max(r.ve, r.vs + 1) and r.vs < end)
    right = [u for u in us if any(r.t and overlaps(r) for r in u.rows)]
    return int(any(not u.cats <= score.NOT_SECRET for u in right))

labels = [label(one) for one in found]
x = np.array([one["x"] for one in found]); y = np.array([1 if l == 1 else 0 for l in labels])
for name in filter(None, args.without.split(",")): x[:, names.index(name)] = 0
w_refused = np.where(asked | (y == 0), 1.0, 0.0)
repo = np.array([one["file"].split("/")[0] for one in found])
# A repository of a thousand equal lines teaches no more than one of fifty, and a large one no more than a middling one.
same = collections.Counter((r, one["secret"], one["rule"]) for r, one in zip(repo, found)); size = collections.Counter(repo)
w = np.array([(0.5 if l is None else 1.0) / same[(r, one["secret"], one["rule"])] ** 0.5 * min(1, 400 / size[r]) ** 0.5
              for l, r, one in zip(labels, repo, found)]) * w_refused

clean = []
if args.clean:
    once = {}
    for one in read(args.clean)[1]: once.setdefault((one["rule"], one["secret"]), one["x"])
    pick = np.random.default_rng(7).permutation(len(once))[:args.max_clean]
    rows = list(once.values()); clean = [rows[i] for i in pick]
extra = np.array(clean, dtype=np.float64).reshape(-1, len(names))
extra_w = np.full(len(extra), args.clean_share * w.sum() / max(1, len(extra)))

params = dict(objective="binary", num_leaves=args.leaves, learning_rate=args.rate, min_data_in_leaf=args.min_leaf, feature_fraction=0.5,
              bagging_fraction=0.8, bagging_freq=1, lambda_l2=5.0, max_bin=63, verbose=-1, deterministic=True,
              force_row_wise=True, seed=7, num_threads=1,
              # Thresholds are drawn, not searched: with few repositories that generalises better.
              extra_trees=True)
# The first trees see only what costs little to measure: most candidates end there (see model.ts).
CHEAP = """length entropy entropyShare distinct digits upper lower special rareSpecial blanks brackets dots nonAscii
longestLetters longestDigits longestLower longestRepeat classChanges parts surprise surpriseMost surpriseLeast words
lettersOutsideWords longestWord digitRuns endDigits hexShare classes vowels isMixed longestHex password token secret key
auth restLength isAssigned isColon isArrow isArgument isBlank quoted doubleQuoted singleQuoted""".split()
cheap = [names.index(name) for name in CHEAP]
class Model:
    """Trees over the cheap features, then trees over all that go on where these end."""
    def __init__(self, rows, right, weight):
        grow = lambda columns, trees, **start: lgb.train(params, lgb.Dataset(rows[:, columns], right, weight=weight, **start), num_boost_round=trees)
        self.parts = [(grow(cheap, args.first), cheap)]
        every = list(range(len(names)))
        self.parts.append((grow(every, args.trees - args.first, init_score=self.raw(rows)), every))
    def raw(self, rows): return sum(part.predict(rows[:, columns], raw_score=True) for part, columns in self.parts)
    def predict(self, rows): return 1 / (1 + np.exp(-self.raw(rows)))
    def sums(self, rows):
        """What a row has behind each tree."""
        return np.cumsum([part.predict(rows[:, columns], raw_score=True, start_iteration=tree, num_iteration=1)
                          for part, columns in self.parts for tree in range(part.num_trees())], axis=0)
    def gains(self):
        gain = np.zeros(len(names))
        for part, columns in self.parts: gain[columns] += part.feature_importance("gain")
        return gain
def fit(i):
    return Model(np.vstack([x[i], extra]), np.concatenate([y[i], np.zeros(len(extra))]), np.concatenate([w[i], extra_w]))

# What stays is above KEEP_FROM of rules.ts; the floor of sums is drawn a margin (in logits) below.
MAY_STAY = 0.3; MARGIN = 0.2

def divide(seed):
    """Repositories in parts of about equal numbers of right candidates."""
    weight = collections.Counter(r for r, right in zip(repo, y) if right)
    repos = sorted(set(repo), key=lambda r: (-weight[r], r)); rng = np.random.default_rng(seed); load = np.zeros(PARTS); part = {}
    for r in repos:
        k = int(np.argmin(load + rng.random(PARTS) * 60)); part[r] = k; load[k] += weight[r] + 5
    return np.array([part[r] for r in repo])

own = [u for u in units if u.fam == "generic" and not (u.t and u.cats <= score.NOT_SECRET)]
def measure(index, p, threshold):
    lines = collections.defaultdict(float)
    for i in index: k = (found[i]["file"], found[i]["line"]); lines[k] = max(lines[k], p[i])
    repos = {repo[i] for i in index}; mine = [u for u in own if u.file.split("/")[0] in repos]
    hit = lambda u: any(lines.get((u.file, l), 0) >= threshold for l in range(u.a, u.b + 1))
    tp = sum(u.t and hit(u) for u in mine); fp = sum(not u.t and hit(u) for u in mine); t = sum(u.t for u in mine)
    un = sum(1 for k, v in lines.items() if v >= threshold and k not in at)
    return tp / max(1, tp + fp), tp / max(1, t), tp / max(1, tp + fp + un)

divisions = [divide(seed) for seed in range(args.divisions)]
predictions = []
# A sum below what any candidate had there that stays, by a model that never saw it, is not worth going on with.
floor = np.full(args.trees, np.inf)
for part in divisions:
    p = np.zeros(len(y))
    for k in range(PARTS):
        test = np.flatnonzero((part == k) & asked); sums = fit(np.flatnonzero(part != k)).sums(x[test])
        p[test] = 1 / (1 + np.exp(-sums[-1]))
        floor = np.minimum(floor, sums[:, p[test] >= MAY_STAY].min(axis=1) - MARGIN)
    predictions.append(p)
print("candidates", len(found), "right", int(y[asked].sum()), "refused", int((~asked).sum()), "clean", len(extra))
for threshold in (.25, .3, .35, .4, .45, .5, .55, .6, .7):
    whole = np.array([measure(range(len(found)), p, threshold) for p in predictions]).mean(axis=0)
    parts = np.array([measure(np.flatnonzero(part == k), p, threshold)[:2] for part, p in zip(divisions, predictions) for k in range(PARTS)])
    print(f"threshold {threshold:.2f}  precision {whole[0]:.3f}  recall {whole[1]:.3f}  F1 {2*whole[0]*whole[1]/(sum(whole[:2])+1e-9):.3f}  "
          f"with unlabelled {whole[2]:.3f}   parts: precision {parts[:,0].min():.2f} to {parts[:,0].max():.2f} (sd {parts[:,0].std():.2f}), "
          f"recall {parts[:,1].min():.2f} to {parts[:,1].max():.2f} (sd {parts[:,1].std():.2f})")
mean = np.mean(predictions, axis=0)
q = mean[asked].clip(1e-6, 1 - 1e-6); t = y[asked]; v = w[asked]
loss = -(v * (t * np.log(q) + (1 - t) * np.log(1 - q))).sum() / v.sum()
print("log loss", "%.4f" % loss)
if args.oof:
    with open(args.oof, "w") as f:
        for one, p in zip(found, predictions[0]):
            f.write(json.dumps({**{k: one[k] for k in ("file", "line", "start_col", "secret", "rule")}, "p": round(float(p), 4)}) + "\n")
if args.dump:
    order = sorted(range(len(y)), key=lambda i: -mean[i])
    for title, idx in (("WRONG", [i for i in order if not y[i] and asked[i]][:args.dump]), ("MISSED", [i for i in reversed(order) if y[i] and asked[i]][:args.dump])):
        print(title)
        for i in idx:
            text = score.read_lines(os.path.join(args.creddata, "data", found[i]["file"]))[found[i]["line"] - 1].strip()
            k = text.find(found[i]["secret"][:20]); print(f"  {mean[i]:.2f} {labels[i]} {found[i]['rule'][8:]:8} {found[i]['secret'][:40]!r:44} | {text[max(0, k - 50):k + 60]}")
if args.write:
    final = fit(np.arange(len(y)))
    print("features:", ", ".join(f"{n} {g:.0f}" for g, n in sorted(zip(final.gains(), names), reverse=True)))
    flat, roots = [], []
    def lay(node, columns):
        """feature, threshold, index of the right child; or -1, value, 0 for a leaf: in preorder."""
        here = len(flat)
        if "leaf_value" in node: flat.extend([-1, round(node["leaf_value"], 5), 0]); return
        assert node["decision_type"] == "<=" and node.get("missing_type") in ("None", "NaN"), node
        flat.extend([columns[node["split_feature"]], round(node["threshold"], 6), 0])
        lay(node["left_child"], columns); flat[here + 2] = len(flat) // 3; lay(node["right_child"], columns)
    for part, columns in final.parts:
        for tree in part.dump_model()["tree_info"]: roots.append(len(flat) // 3); lay(tree["tree_structure"], columns)
    with open(args.write, "w") as f:
        f.write("/** Written by scripts/train/train.py: do not edit. Trees in preorder; see model.ts. */\n")
        f.write("export const MODEL =\n  '%s'\n" % json.dumps({"features": names, "roots": roots, "floor": [round(v, 3) for v in floor], "nodes": flat}, separators=(",", ":")))
    print("model", os.path.getsize(args.write), "bytes")
