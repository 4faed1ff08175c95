"""Short names of venues: a word that stands alone is one only if it is known."""

from __future__ import annotations

__all__ = ["is_known"]

_CONFERENCES = (
    "aaai aamas accv acl aistats asplos asru bmvc ccs cec chi chil cikm cogsci coling colm colt"
    " conll corl crypto cscw cvpr cvprw dac dcc eacl eccv eccvw ecml ecai emnlp embc eurocrypt"
    " eusipco facct fg focs fse gecco globecom hpca hri icann icassp icc iccad iccv iccvw icdar"
    " icdcs icde icdm icip iclr icme icml icpr icra icse icwsm icws ijcai ijcb ijcnn infocom"
    " interspeech ipcai ipdps ipmi iros isbi isca iscas ismar ismir isit issac issta iui ivs jcdl"
    " kdd lrec micro miccai midl mlhc mlsys mm mobicom mobisys naacl ndss neurips nips nsdi oopsla"
    " osdi pakdd pact percom pldi pods podc popl ppopp ranlp recsys rss sc sdm sigcomm siggraph"
    " sigir sigmetrics sigmod slt soda sosp spaa spie stacom stoc tacl uai uist usenix vldb wacv"
    " wacvw wsdm wmt www"
)
_JOURNALS = (
    "ajnr bmc bmj cbm cmpb cviu hbm ijcars ijcv ijrr jama jacm jacs jair jamia jbhi jbi jcp jmi"
    " jmlr jmri jnm media mia mrm nar nejm neuroimage npj pami patcog pieee pmb pmlr pnas plos pr"
    " prb prd prl rmp taslp tase tbme tcad tcbb tci tcyb tgrs tifs tii tip tist titb tkde tmech"
    " tmi tmlr tmm tnn tnnls tns tnsre tods tog toit tois tomm tpami tpds trob trpms tse tsmc"
    " tsp tvcg tvt"
)
_WORDS = (
    "automatica bioinformatics biometrics biometrika cancers cell chaos cognition cortex crypto"
    " distill econometrica electronics elife frontiers gigascience gut heliyon information"
    " interspeech iscience lancet leonardo mathematics nature neurocomputing neuroimage"
    " neuroinformatics neuron neurips patterns pediatrics plos psychometrika quantum radiology"
    " science sensors sigkdd software stroke technometrics symmetry"
)
_KNOWN = frozenset(f"{_CONFERENCES} {_JOURNALS} {_WORDS}".split())


def is_known(word: str) -> bool:
    """Whether a word is the short name of a venue, whatever its case."""
    return word.lower() in _KNOWN
