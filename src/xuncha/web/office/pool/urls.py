"""Addresses."""

from __future__ import annotations

from django.urls import URLPattern, path

from xuncha.web.office.pool import dossier, establishment, need, settings

urlpatterns: list[URLPattern] = [
    path("need/", need.NeedPage.as_view(), name="need"),
    path("establishment/", establishment.EstablishmentPage.as_view(), name="establishment"),
    path("establishment/<int:place>/", establishment.EstablishmentEdit.as_view(), name="establishment_edit"),
    path("inspectors/<int:pk>/trainings/new/", dossier.TrainingNew.as_view(), name="training_new"),
    path("inspectors/<int:pk>/proofs/new/", dossier.ProofNew.as_view(), name="proof_new"),
    path("inspectors/<int:pk>/absences/new/", dossier.AbsenceNew.as_view(), name="absence_new"),
    path("trainings/new/", dossier.TrainMany.as_view(), name="train_many"),
    path("trainings/<int:pk>/edit/", dossier.TrainingEdit.as_view(), name="training_edit"),
    path("trainings/<int:pk>/remove/", dossier.TrainingRemove.as_view(), name="training_remove"),
    path("proofs/<int:pk>/edit/", dossier.ProofEdit.as_view(), name="proof_edit"),
    path("proofs/<int:pk>/verify/", dossier.ProofVerify.as_view(), name="proof_verify"),
    path("proofs/<int:pk>/remove/", dossier.ProofRemove.as_view(), name="proof_remove"),
    path("absences/new/", dossier.AbsenceTell.as_view(), name="absence_tell"),
    path("absences/<int:pk>/edit/", dossier.AbsenceEdit.as_view(), name="absence_edit"),
    path("absences/<int:pk>/remove/", dossier.AbsenceRemove.as_view(), name="absence_remove"),
    path("policy/<int:place>/pool/", settings.PoolRulesEdit.as_view(), name="pool_rules"),
]
