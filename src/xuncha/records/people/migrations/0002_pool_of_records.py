"""Availability, training and promises become records of their own; practice is counted, but for the years before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.RemoveField("inspector", "available"),
        migrations.RemoveField("inspector", "promised_on"),
        migrations.RemoveField("inspector", "trained_on"),
        migrations.RenameField("inspector", "practice", "practice_before"),
        migrations.AlterField(
            "inspector",
            "practice_before",
            models.PositiveSmallIntegerField(default=0, verbose_name="启用系统前参加轮次"),
        ),
        migrations.AddField(
            "inspector",
            "left_because",
            models.CharField(blank=True, max_length=128, verbose_name="退出原因"),
        ),
        migrations.AddField(
            "inspector", "left_on", models.DateField(blank=True, null=True, verbose_name="退出日期")
        ),
        migrations.AddField(
            "inspector",
            "office_post",
            models.CharField(
                blank=True,
                choices=[
                    ("team_leader", "专职巡察组组长"),
                    ("team_deputy", "专职巡察组副组长"),
                    ("officer", "巡察专员"),
                    ("staff", "巡察办工作人员"),
                ],
                max_length=32,
                verbose_name="编制内岗位",
            ),
        ),
        migrations.AddConstraint(
            "inspector",
            models.CheckConstraint(
                condition=models.Q(office_post="") | models.Q(employment="full"), name="office_posts_are_full_time"
            ),
        ),
        migrations.AddConstraint(
            "inspector",
            models.CheckConstraint(
                condition=models.Q(left_on__isnull=True) | ~models.Q(left_because=""), name="leaving_pool_has_a_reason"
            ),
        ),
    ]
